import type { Evidence } from "../shared/record/evidence.ts";

const MOST_EACH = 3;
const LOG_LINES = 3;

/** A few lines of what a hook kept of green: the rest is in the JSON. */
export function describeEvidence({ stoppedTasks, logs, targets, worst, gaps }: Evidence): readonly string[] {
  const stops = stoppedTasks.map(({ task, stoppedReason, stoppedAt, containers }) => {
    const ends = containers.map(({ name, exitCode, reason }) => {
      return `${name}: ${exitCode === null ? "never ran" : `exit code ${exitCode}`}${reason === undefined ? "" : `, ${reason}`}`;
    });
    return `task ${task} stopped${stoppedAt === null ? "" : ` at ${stoppedAt}`}: ${stoppedReason} (${ends.join("; ")})`;
  });
  const said = logs.flatMap(({ task, because, container, lines }) => {
    const lead = `log of task ${task} (${because}), ${container}: `;
    return lines.length === 0 ? [`${lead}nothing`] : lines.slice(-LOG_LINES).map((line) => `${lead}${line}`);
  });
  const ill = targets.filter(({ state }) => state !== "healthy");
  const health = ill.map(({ target, state, reason }) => {
    return `target ${target} ${state}${reason === undefined ? "" : ` (${reason})`}`;
  });
  const samples = worst.flatMap(({ check, samples }) => samples.slice(0, 1).map((sample) => `${check}: ${sample}`));
  const shown = [
    ...stops.slice(0, MOST_EACH),
    ...said.slice(0, MOST_EACH * LOG_LINES),
    ...health.slice(0, MOST_EACH),
    ...samples.slice(0, MOST_EACH),
  ];
  return [...shown, ...gaps.map((gap) => `missing: ${gap}`)];
}
