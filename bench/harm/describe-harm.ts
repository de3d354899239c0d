import { sumOf, type StyleCounts } from "./count-outcomes.ts";

/** The styles as a table in Markdown, a row for each; and what this suite or another did not do as it should, by name. */
export function describeHarm(styles: readonly StyleCounts[]): string {
  return [
    "| gate | broken: stopped before the shift | stopped after it | missed | good: blocked | customers' requests that failed, broken | good |",
    "| --- | --- | --: | --: | --: | --: | --: |",
    ...styles.map(describeRow),
    "",
    ...styles.flatMap(({ style, missed, blocked, couldNotRun }) => [
      ...listed(`${style.name} missed`, missed),
      ...listed(`${style.name} blocked`, blocked),
      ...listed(`${style.name} could not run`, couldNotRun),
    ]),
  ].join("\n");
}

function describeRow({
  style,
  broken,
  stoppedBefore,
  stoppedAfter,
  missed,
  good,
  blocked,
  customers,
}: StyleCounts): string {
  const events = [...stoppedBefore].map(([event, count]) => `${event} ${count}`).join(", ");
  const cells = [
    style.name,
    `${sumOf(stoppedBefore)} of ${broken}${events === "" ? "" : ` (${events})`}`,
    stoppedAfter,
    missed.length,
    `${blocked.length} of ${good}`,
    share(customers.broken),
    share(customers.good),
  ];
  return `| ${cells.join(" | ")} |`;
}

function share({ requests, failed }: { readonly requests: number; readonly failed: number }): string {
  if (requests === 0) return "–";
  return `${failed} of ${requests} (${((100 * failed) / requests).toFixed(1)} %)`;
}

function listed(what: string, names: readonly string[]): readonly string[] {
  return names.length === 0 ? [] : [`${what}: ${names.join("; ")}`];
}
