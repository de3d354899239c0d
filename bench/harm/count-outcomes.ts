import type { Outcome } from "./deploy-version.ts";
import type { Style } from "./style.ts";

/** What one style did with the whole panel. */
export interface StyleCounts {
  readonly style: Style;
  readonly broken: number;
  /** Of the broken: stopped before any production traffic was green's, by lifecycle event. */
  readonly stoppedBefore: ReadonlyMap<string, number>;
  /** Stopped after it, and rolled back. */
  readonly stoppedAfter: number;
  readonly missed: readonly string[];
  /** Broken versions that could be seen before the shift, and were not stopped by then. */
  readonly visibleLetThrough: readonly string[];
  readonly good: number;
  readonly blocked: readonly string[];
  readonly couldNotRun: readonly string[];
  /** Customers' requests, and those of them that failed, of the deployments of broken versions and of good ones. */
  readonly customers: Readonly<Record<"broken" | "good", { readonly requests: number; readonly failed: number }>>;
}

/** Counts what became of a panel by one of the styles. */
export function countOutcomes(style: Style, all: readonly Outcome[]): StyleCounts {
  const own = all.filter((outcome) => outcome.style === style);
  const [lost, ran] = partition(own, ({ decision }) => decision === "could not run");
  const [good, broken] = partition(ran, ({ version }) => version.kind === "good");
  const before = broken.filter(({ decision }) => decision === "stopped before");
  const visible = broken.filter(({ version }) => version.kind === "visible");
  return {
    style,
    broken: broken.length,
    stoppedBefore: byEvent(before),
    stoppedAfter: broken.filter(({ decision }) => decision === "stopped after").length,
    missed: namesOf(broken.filter(({ decision }) => decision === "went through")),
    visibleLetThrough: namesOf(visible.filter(({ decision }) => decision !== "stopped before")),
    good: good.length,
    blocked: namesOf(good.filter(({ decision }) => decision !== "went through")),
    couldNotRun: namesOf(lost),
    customers: { broken: sum(broken), good: sum(good) },
  };
}

/** How many were stopped before the shift, at whatever event. */
export function sumOf(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((total, count) => total + count, 0);
}

function partition(
  outcomes: readonly Outcome[],
  test: (outcome: Outcome) => boolean,
): readonly [readonly Outcome[], readonly Outcome[]] {
  return [outcomes.filter(test), outcomes.filter((outcome) => !test(outcome))];
}

function byEvent(outcomes: readonly Outcome[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { stoppedAt = "no event" } of outcomes) counts.set(stoppedAt, (counts.get(stoppedAt) ?? 0) + 1);
  return counts;
}

function namesOf(outcomes: readonly Outcome[]): readonly string[] {
  return outcomes.map(({ version }) => version.name);
}

function sum(outcomes: readonly Outcome[]): { readonly requests: number; readonly failed: number } {
  return {
    requests: outcomes.reduce((total, { requests }) => total + requests, 0),
    failed: outcomes.reduce((total, { failed }) => total + failed, 0),
  };
}
