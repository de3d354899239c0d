import { applyOperator } from "./apply-operator.ts";
import type { Expression } from "./expression.ts";
import { choose, fill, reduce } from "./math-functions.ts";
import { listOf, scalar, type LabelledSeries, type MathValue } from "./math-value.ts";
import { MetricMathError } from "./metric-math-error.ts";

/** The other queries of the request, as an expression may use them. */
export interface MathScope {
  /** What the query with this id comes to; undefined where there is none. */
  readonly valueOf: (id: string) => MathValue | undefined;
  /** The metrics of the request by their ids: METRICS() leaves expressions out. */
  readonly metrics: () => readonly (readonly [id: string, series: LabelledSeries])[];
}

/**
 * Evaluates the part of metric math that the rehearsal knows: arithmetic, comparisons, AND and OR, lists, METRICS, SUM, AVG,
 * MIN, MAX, FILL with a number or REPEAT, and IF.
 * @throws {MetricMathError} for anything else, by its name
 */
export function evaluateExpression(expression: Expression, scope: MathScope): MathValue {
  const evaluate = (each: Expression): MathValue => evaluateExpression(each, scope);
  switch (expression.kind) {
    case "number":
      return scalar(expression.value);
    case "text":
      throw new MetricMathError(`The text "${expression.value}" cannot stand here`);
    case "name": {
      const value = scope.valueOf(expression.name);
      if (value === undefined) throw new MetricMathError(`There is no query with the id '${expression.name}'`);
      return value;
    }
    case "list":
      return listOf(expression.items.flatMap((item) => seriesIn(evaluate(item))));
    case "negation":
      return applyOperator("-", scalar(0), evaluate(expression.of));
    case "operation":
      return applyOperator(expression.operator, evaluate(expression.left), evaluate(expression.right));
    case "call":
      return call(expression.name, expression.parameters, scope);
    default:
      return expression satisfies never;
  }
}

function call(name: string, parameters: readonly Expression[], scope: MathScope): MathValue {
  const [first, second, third] = parameters;
  const evaluate = (each: Expression): MathValue => evaluateExpression(each, scope);
  if (name === "METRICS" && parameters.length <= 1) return listOf(metricsOf(first, scope));
  if (name === "FILL" && parameters.length === 2 && first && second) {
    return fill(evaluate(first), fillerOf(second, evaluate));
  }
  if (name === "IF" && (parameters.length === 2 || parameters.length === 3) && first && second) {
    return choose(evaluate(first), evaluate(second), third && evaluate(third));
  }
  const reduced = parameters.length === 1 && first ? reduce(name, evaluate(first)) : undefined;
  if (reduced !== undefined) return reduced;
  throw new MetricMathError(
    `The rehearsal does not support the function ${name} with ${parameters.length} arguments: it knows METRICS, SUM, AVG, MIN, MAX, FILL and IF`,
  );
}

function metricsOf(part: Expression | undefined, { metrics }: MathScope): readonly LabelledSeries[] {
  if (part !== undefined && part.kind !== "text") throw new MetricMathError("METRICS expects a text or nothing");
  return metrics()
    .filter(([id]) => part === undefined || id.includes(part.value))
    .map(([, series]) => series);
}

function fillerOf(filler: Expression, evaluate: (expression: Expression) => MathValue): number | "REPEAT" {
  if (filler.kind === "name" && filler.name === "REPEAT") return "REPEAT";
  if (filler.kind === "name" && filler.name === "LINEAR") {
    throw new MetricMathError("The rehearsal does not support LINEAR in FILL");
  }
  const value = evaluate(filler);
  if (value.kind !== "scalar") throw new MetricMathError("The rehearsal fills with a number or REPEAT only");
  return value.value;
}

function seriesIn(value: MathValue): readonly LabelledSeries[] {
  if (value.kind === "scalar") throw new MetricMathError("A list holds time series, not numbers");
  return value.kind === "series" ? [value.series] : value.list;
}
