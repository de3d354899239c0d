import type { Decision, Tally } from "../../shared/verdict/plan.ts";
import type { NaiveRule, RuleState } from "./naive-rules.ts";
import { constantFaults, type Faults } from "./paired-streams.ts";
import { seededRandom } from "./seeded-random.ts";

/** Services of each error rate that are judged: enough to see a risk of one in a thousand within a tenth or so. */
export const RUNS = 100_000;

/** What became of many services of one error rate. */
export interface Outcomes {
  readonly passed: number;
  readonly failed: number;
  readonly meanSamples: number;
}

type Judge = () => (isError: boolean) => Decision;

/** Judges `runs` streams of answers. Run number `n` sees the same answers whatever judges it, and whatever was asked before. */
export function judgeStreams(judge: Judge, errorRate: number, runs: number): Outcomes {
  return judgeFaults(judge, (run) => constantFaults(seededRandom(run * 7919 + 1), errorRate), runs);
}

/** The same of answers whose errors need not come singly. */
export function judgeFaults(judge: Judge, faultsOf: (run: number) => Faults, runs: number): Outcomes {
  let passed = 0;
  let failed = 0;
  let samples = 0;
  for (let run = 0; run < runs; run += 1) {
    const isError = faultsOf(run);
    const next = judge();
    let decision: Decision = "undecided";
    while (decision === "undecided") {
      decision = next(isError());
      samples += 1;
    }
    if (decision === "passed") passed += 1;
    else failed += 1;
  }
  return { passed: passed / runs, failed: failed / runs, meanSamples: samples / runs };
}

export function judgeByTally(decide: (tally: Tally) => Decision): Judge {
  return () => {
    let tally: Tally = { samples: 0, errors: 0 };
    return (isError) => {
      tally = { samples: tally.samples + 1, errors: tally.errors + (isError ? 1 : 0) };
      return decide(tally);
    };
  };
}

export function judgeByRule({ next }: NaiveRule): Judge {
  return () => {
    let state: RuleState = [0, 0];
    return (isError) => {
      const following = next(state, isError);
      if (typeof following === "string") return following;
      state = following;
      return "undecided";
    };
  };
}
