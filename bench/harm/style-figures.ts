import { atMost, shown, type Figure } from "../figure.ts";
import { sumOf, type StyleCounts } from "./count-outcomes.ts";
import { SUITE } from "./style.ts";

/** What one style did, in figures; this suite's have goals. */
export function figuresOf(counts: StyleCounts): readonly Figure[] {
  const { style, broken, stoppedBefore, stoppedAfter, missed, visibleLetThrough, good, blocked, customers } = counts;
  const figure = style === SUITE ? (name: string, value: number) => atMost(0, name, value, "1") : count;
  const named = (what: string): string => `${style.name}: ${what}`;
  const { requests, failed } = customers.broken;
  return [
    count(named("broken versions"), broken),
    count(named("stopped before the shift"), sumOf(stoppedBefore)),
    ...[...stoppedBefore].map(([event, number]) => count(named(`stopped at ${event}`), number)),
    count(named("stopped after the shift"), stoppedAfter),
    figure(named("visible faults that were not stopped before the shift"), visibleLetThrough.length),
    figure(named("broken versions that were missed"), missed.length),
    count(named("good versions"), good),
    figure(named("good versions that were blocked"), blocked.length),
    atMost(0, named("could not run"), counts.couldNotRun.length, "1"),
    count(named("customers' requests, broken versions"), requests),
    count(named("of these failed"), failed),
    shown(named("share that failed, broken versions"), requests === 0 ? 0 : (100 * failed) / requests, "%"),
    count(named("customers' requests, good versions"), customers.good.requests),
    count(named("of these, too, failed"), customers.good.failed),
  ];
}

function count(name: string, value: number): Figure {
  return shown(name, value, "1");
}
