import type { Operator } from "./expression.ts";
import { listOf, scalar, seriesOf, type LabelledSeries, type MathValue } from "./math-value.ts";
import { MetricMathError } from "./metric-math-error.ts";

type Calculation = (left: number, right: number) => number;

const CALCULATIONS: Readonly<Record<Operator, Calculation>> = {
  OR: (left, right) => Number(left !== 0 || right !== 0),
  AND: (left, right) => Number(left !== 0 && right !== 0),
  "==": (left, right) => Number(left === right),
  "!=": (left, right) => Number(left !== right),
  "<=": (left, right) => Number(left <= right),
  ">=": (left, right) => Number(left >= right),
  "<": (left, right) => Number(left < right),
  ">": (left, right) => Number(left > right),
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "*": (left, right) => left * right,
  "/": (left, right) => left / right,
  "^": (left, right) => left ** right,
};

/**
 * "Missing values in a time series are treated as 0. If the value of a data point causes a function to attempt to divide by
 * zero, the data point is dropped." Where both series miss a point, so does the result.
 * @throws {MetricMathError} for two lists of different lengths, which AWS does not document
 */
export function applyOperator(operator: Operator, left: MathValue, right: MathValue): MathValue {
  const calculate = CALCULATIONS[operator];
  if (left.kind === "scalar" && right.kind === "scalar") return scalar(calculate(left.value, right.value));
  if (left.kind === "list" && right.kind === "list") {
    if (left.list.length !== right.list.length) {
      throw new MetricMathError(`The lists on both sides of '${operator}' have different lengths`);
    }
    return listOf(left.list.map((series, index) => combine(calculate, series, right.list[index] ?? series)));
  }
  if (left.kind === "list") return listOf(left.list.map((series) => combine(calculate, series, operandOf(right))));
  if (right.kind === "list") {
    return listOf(
      right.list.map((series) => ({ ...combine(calculate, operandOf(left), series), label: series.label })),
    );
  }
  return seriesOf(combine(calculate, operandOf(left), operandOf(right)));
}

type Operand = number | LabelledSeries;

function operandOf(value: MathValue): Operand {
  if (value.kind === "list") throw new MetricMathError("A list of time series cannot stand here");
  return value.kind === "scalar" ? value.value : value.series;
}

function combine(calculate: Calculation, left: Operand, right: Operand): LabelledSeries {
  const shape = typeof left === "number" ? right : left;
  if (typeof shape === "number") throw new MetricMathError("A time series is missing");
  const timestamps = new Set(
    [left, right].flatMap((each) => (typeof each === "number" ? [] : [...each.points.keys()])),
  );
  const valueAt = (operand: Operand, timestamp: number): number =>
    typeof operand === "number" ? operand : (operand.points.get(timestamp) ?? 0);
  const points = [...timestamps]
    .toSorted((one, other) => one - other)
    .map((timestamp): [number, number] => [timestamp, calculate(valueAt(left, timestamp), valueAt(right, timestamp))])
    .filter(([, value]) => Number.isFinite(value));
  return { ...shape, points: new Map(points) };
}
