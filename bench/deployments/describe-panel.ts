import { median } from "../figure.ts";
import { stopsOf } from "./row-figures.ts";
import type { RowOutcomes } from "./run-panel.ts";

/** The panel as a table in Markdown, a row for each kind of green. */
export function describePanel(results: readonly RowOutcomes[]): string {
  return [
    "| green | tasks | deployments | passed | stopped | stopped at | green's answers to customers of a stopped one | median time to the verdict | median probes |",
    "| --- | --: | --: | --: | --: | --- | --: | --: | --: |",
    ...results.map(describeRow),
  ].join("\n");
}

function describeRow({ row, outcomes }: RowOutcomes): string {
  const ran = outcomes.filter(({ decision }) => decision !== "could not run");
  const stopped = ran.filter(({ decision }) => decision === "stopped");
  const stops = stopsOf(stopped).map(([event, count]) => `${event} ${count}`);
  const cells = [
    row.name,
    row.tasks,
    outcomes.length,
    ran.length - stopped.length,
    stopped.length,
    stops.join(", ") || "–",
    stopped.length === 0 ? "–" : stopped.reduce((sum, { answeredByGreen }) => sum + answeredByGreen, 0),
    `${median(ran.map(({ seconds }) => seconds)).toFixed(1)} s`,
    median(ran.map(({ probes }) => probes)),
  ];
  return `| ${cells.join(" | ")} |`;
}
