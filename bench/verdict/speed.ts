import { execFile } from "node:child_process";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { decideBy } from "../../shared/verdict/boundary.ts";
import { DEFAULT_RISK, planFor } from "../../shared/verdict/default-plan.ts";
import { addAnswer, decide, noEvidence } from "../../shared/verdict/evidence.ts";
import { tune } from "../../shared/verdict/tune.ts";
import { designTwoLevels } from "../../shared/verdict/two-level-design.ts";
import { atMost, median, shown, type Figure } from "../figure.ts";
import { made } from "./made.ts";

/** New processes that each plan is tuned in. */
const PROCESSES = 9;

/** Nanoseconds to count one answer and to decide by it. */
export function measureSpeed(): readonly Figure[] {
  const { boundary } = made(tune(DEFAULT_RISK));
  const one = nanosecondsEach(2_000_000, (count) => {
    let errors = 0;
    let undecided = 0;
    for (let samples = 1; samples <= count; samples += 1) {
      if (samples % 97 === 0) errors += 1;
      if (decideBy(boundary, { samples, errors }) === "undecided") undecided += 1;
    }
    return undecided;
  });
  const twoLevels = [10, 100].map((members) => {
    const design = made(designTwoLevels(planFor(), members));
    const each = nanosecondsEach(300_000, (count) => {
      let evidence = noEvidence(members);
      let undecided = 0;
      for (let sample = 0; sample < count; sample += 1) {
        evidence = addAnswer(design, evidence, sample % members, sample % 997 === 0 ? "error" : "good");
        if (decide(design, evidence) === "undecided") undecided += 1;
      }
      return undecided;
    });
    return shown(`one sample, both levels, ${members} tasks`, each, "ns");
  });
  return [shown("one sample, one level", one, "ns"), ...twoLevels];
}

function nanosecondsEach(count: number, work: (count: number) => number): number {
  const times = Array.from({ length: 5 }, () => {
    const startedAt = performance.now();
    work(count);
    return ((performance.now() - startedAt) * 1e6) / count;
  });
  return median(times);
}

/** Milliseconds to tune a plan in a process that has just begun, as a function that starts cold does. */
export async function measureColdStart(): Promise<readonly Figure[]> {
  const script = fileURLToPath(new URL("cold-tune.ts", import.meta.url));
  const cases: readonly (readonly [string, readonly number[]])[] = [
    ["default, 10 tasks", [0.001, 0.05, 1e-3, 1e-3, 10]],
    ["default, 10 tasks, 500 probes", [0.001, 0.05, 1e-3, 1e-3, 10, 500]],
    ["0.1 v 1 %", [0.001, 0.01, 1e-3, 1e-2]],
    ["0.1 v 1 %, 2000 probes", [0.001, 0.01, 1e-3, 1e-2, 0, 2000]],
    ["1 v 2 %", [0.01, 0.02, 1e-3, 1e-3]],
    ["10 v 12 % (too close: bounds instead)", [0.1, 0.12, 1e-3, 1e-3]],
    ["0.01 v 0.1 %", [0.0001, 0.001, 1e-3, 1e-3]],
  ];
  const figures: Figure[] = [];
  for (const [name, values] of cases) {
    const times: number[] = [];
    for (let run = 0; run < PROCESSES; run += 1) {
      const { stdout } = await promisify(execFile)(process.execPath, [script, ...values.map(String)]);
      times.push(Number(stdout));
    }
    figures.push(atMost(20, `to tune a new plan in a new process: ${name}`, median(times), "ms"));
  }
  return figures;
}
