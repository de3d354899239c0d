import type { Configuration } from "../../configuration/schema.ts";
import type { TimeRange } from "../../deployment/metric-series.ts";
import type { TrafficShift } from "../../deployment/traffic-shift.ts";
import { periodsInBake } from "./periods-in-bake.ts";

/** The whole periods around the shift that are looked at, each by its beginning: milliseconds of the epoch. */
export interface Periods {
  /** Milliseconds of one. */
  readonly length: number;
  /** All of them blue's, the nearest first. */
  readonly before: readonly number[];
  /** All of them green's, in their order. */
  readonly after: readonly number[];
}

/** Periods as CloudWatch has them, in which the shift itself is left out. */
export function periodsAround(
  shift: TrafficShift,
  configuration: Pick<Configuration, "bake" | "customers">,
  length: number,
): Periods {
  const { before } = configuration.customers;
  const first = Math.ceil(shift.to / length) * length;
  return {
    length,
    before: periodsUntil(shift.from, before, length),
    after: Array.from({ length: periodsInBake(configuration, length) }, (_, index) => first + index * length),
  };
}

/** The last `number` whole periods that were over at `end`, the latest first, each by its beginning. */
export function periodsUntil(end: number, number: number, length: number): readonly number[] {
  const last = Math.floor(end / length) * length;
  return Array.from({ length: number }, (_, index) => last - (index + 1) * length);
}

/** The time of all of `starts`. */
export function rangeOf(starts: readonly number[], length: number): TimeRange {
  return { from: Math.min(...starts), to: Math.max(...starts) + length };
}

/** `10:02` to `10:05`, in UTC; with seconds where periods are shorter than minutes. */
export function describeTimes(starts: readonly number[], length: number): string {
  const { from, to } = rangeOf(starts, length);
  const digits = length % 60_000 === 0 ? "HH:mm".length : "HH:mm:ss".length;
  const time = (at: number): string => new Date(at).toISOString().slice("yyyy-mm-ddT".length).slice(0, digits);
  return `${time(from)} to ${time(to)} UTC`;
}
