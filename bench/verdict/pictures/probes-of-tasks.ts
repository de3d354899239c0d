import { designCheck } from "../../../shared/checks/check-design.ts";
import { parseConfiguration } from "../../../shared/configuration/load-configuration.ts";
import { planFor } from "../../../shared/configuration/plan-for.ts";
import { COLOURS, drawChart, type Point } from "./chart.ts";

const MOST_TASKS = 50;
const MOST_PROBES = 1600;

/** Clean probes that it takes to pass against the number of tasks, by the error rate at which a task is broken. */
export function drawProbesOfTasks(): string {
  const { probing } = planFor(parseConfiguration({}), "smoke-tests-pass");
  return drawChart({
    title: "Probes without an error that it takes to pass, by IP (defaults)",
    x: {
      label: "tasks (times the requests that each is asked)",
      from: 0,
      to: MOST_TASKS,
      ticks: [1, 10, 20, 30, 40, 50].map((at) => [at, String(at)]),
    },
    y: {
      label: `probes (${10 * probing.rate} take 10 s)`,
      from: 0,
      to: MOST_PROBES,
      ticks: [0, 500, 1000, 1500].map((at) => [at, String(at)]),
    },
    areas: [],
    lines: [
      { points: cleanProbes("20%"), colour: COLOURS.ours, width: 3 },
      { points: cleanProbes("50%"), colour: COLOURS.other },
      { points: cleanProbes("99%"), colour: COLOURS.grey, isDashed: true },
    ],
    dots: [],
    words: [
      { at: [22, 780], text: "a task is broken at 20 % errors (default)", colour: COLOURS.ours, anchor: "end" },
      { at: [44, 390], text: "at 50 %", colour: COLOURS.other, anchor: "end" },
      { at: [44, 60], text: "at 99 %: only a dead one", colour: COLOURS.grey, anchor: "end" },
    ],
  });
}

function cleanProbes(badTask: `${number}%`): readonly Point[] {
  const plan = planFor(parseConfiguration({ risk: { badTask } }), "smoke-tests-pass");
  return Array.from({ length: MOST_TASKS }, (_, index) => {
    const design = designCheck(plan, index + 1);
    if ("problem" in design) throw new Error(design.problem);
    return [index + 1, design.errors.cleanSamples];
  });
}
