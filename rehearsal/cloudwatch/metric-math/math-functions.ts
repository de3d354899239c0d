import { listOf, scalar, seriesOf, type LabelledSeries, type MathValue } from "./math-value.ts";
import { MetricMathError } from "./metric-math-error.ts";

type Reduction = (values: readonly number[]) => number;

const sum: Reduction = (values) => values.reduce((total, value) => total + value, 0);

const REDUCTIONS: ReadonlyMap<string, Reduction> = new Map<string, Reduction>([
  ["SUM", sum],
  ["AVG", (values) => sum(values) / values.length],
  ["MIN", (values) => Math.min(...values)],
  ["MAX", (values) => Math.max(...values)],
]);

/**
 * SUM, AVG, MIN and MAX: of one time series a scalar, of a list one time series.
 * @returns undefined where `name` is none of them
 */
export function reduce(name: string, of: MathValue): MathValue | undefined {
  const reduction = REDUCTIONS.get(name);
  if (reduction === undefined) return undefined;
  if (of.kind === "scalar") throw new MetricMathError(`${name} expects a time series or a list of them`);
  if (of.kind === "series") return scalar(reduction([...of.series.points.values()]));
  const [first] = of.list;
  if (first === undefined) throw new MetricMathError(`${name} expects a list that is not empty`);
  const timestamps = [...new Set(of.list.flatMap(({ points }) => [...points.keys()]))].toSorted(
    (left, right) => left - right,
  );
  const points = timestamps.map((timestamp): [number, number] => {
    const present = of.list.flatMap(({ points }) => points.get(timestamp) ?? []);
    // "The AVG of an array of time series … Missing values are treated as 0."
    return [timestamp, name === "AVG" ? sum(present) / of.list.length : reduction(present)];
  });
  return seriesOf({ ...first, points: new Map(points) });
}

/** FILL: a value for every period that has none, from the beginning to the end of what was asked for. */
export function fill(of: MathValue, filler: number | "REPEAT"): MathValue {
  if (of.kind === "scalar") throw new MetricMathError("FILL expects a time series or a list of them");
  if (of.kind === "list") return listOf(of.list.map((series) => fillSeries(series, filler)));
  return seriesOf(fillSeries(of.series, filler));
}

function fillSeries(series: LabelledSeries, filler: number | "REPEAT"): LabelledSeries {
  const points = new Map<number, number>();
  let latest: number | undefined;
  for (let timestamp = series.fromMs; timestamp < series.toMs; timestamp += series.periodMs) {
    latest = series.points.get(timestamp) ?? (filler === "REPEAT" ? latest : filler);
    // The smallest value of a series that has none, for one, fills nothing.
    if (latest !== undefined && Number.isFinite(latest)) points.set(timestamp, latest);
  }
  return { ...series, points };
}

/** IF, for each point of the condition. Where it is true and its value is missing, 0; where it is false, no point. */
export function choose(condition: MathValue, whenTrue: MathValue, whenFalse: MathValue | undefined): MathValue {
  if (condition.kind === "list" || whenTrue.kind === "list" || whenFalse?.kind === "list") {
    throw new MetricMathError("IF expects scalars and single time series");
  }
  if (condition.kind === "scalar") {
    const chosen = condition.value === 0 ? whenFalse : whenTrue;
    if (whenTrue.kind !== "series") throw new MetricMathError("IF with a scalar as its condition expects time series");
    return chosen ?? seriesOf({ ...whenTrue.series, points: new Map() });
  }
  const points = [...condition.series.points].flatMap(([timestamp, value]): [number, number][] => {
    const chosen = value === 0 ? valueAt(whenFalse, timestamp) : (valueAt(whenTrue, timestamp) ?? 0);
    return chosen === undefined ? [] : [[timestamp, chosen]];
  });
  return seriesOf({ ...condition.series, points: new Map(points) });
}

function valueAt(value: MathValue | undefined, timestamp: number): number | undefined {
  if (value?.kind === "scalar") return value.value;
  return value?.kind === "series" ? value.series.points.get(timestamp) : undefined;
}
