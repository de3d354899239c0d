import type { Expression } from "./metric-math/expression.ts";
import { evaluateExpression } from "./metric-math/evaluate-expression.ts";
import { MetricMathError } from "./metric-math/metric-math-error.ts";
import { listOf, seriesOf, type LabelledSeries, type MathValue } from "./metric-math/math-value.ts";
import type { MetricStore } from "./metric-store.ts";
import { queryMetric, type MetricStat, type QueryRange } from "./query-metric.ts";

/** One query of a request: of a metric, or an expression that uses other queries. */
export interface MetricQuery {
  readonly id: string;
  readonly label: string;
  /** Whether its values are answered, and not only used. */
  readonly isReturned: boolean;
  readonly asks: MetricStat | Expression;
}

/** An expression of the request cannot be evaluated; the message names its query. */
export class MetricQueryError extends Error {
  override readonly name = "MetricQueryError";
}

/** The results of one query: one time series, or those of a list. */
export interface MetricQueryResult {
  readonly query: MetricQuery;
  readonly series: readonly LabelledSeries[];
}

/** Whether a query is an expression. */
export function isExpression(asks: MetricQuery["asks"]): asks is Expression {
  return "kind" in asks;
}

/**
 * The results of all queries whose data are returned, in their order.
 * @throws {MetricQueryError}
 */
export function answerQueries(
  queries: readonly MetricQuery[],
  range: QueryRange,
  store: MetricStore,
): readonly MetricQueryResult[] {
  const answered = new Map<string, MathValue>();
  const open = new Set<string>();

  const metrics = (): readonly (readonly [string, LabelledSeries])[] => {
    return queries.flatMap(({ id, label, asks }) => {
      return isExpression(asks) ? [] : [[id, { ...queryMetric(asks, range, store), label }] as const];
    });
  };
  const valueOf = (id: string): MathValue | undefined => {
    const query = queries.find((each) => each.id === id);
    if (query === undefined) return undefined;
    const known = answered.get(id);
    if (known !== undefined) return known;
    if (open.has(id)) throw new MetricMathError(`The query '${id}' depends on itself`);
    open.add(id);
    const { label, asks } = query;
    const value = isExpression(asks)
      ? evaluateExpression(asks, { valueOf, metrics })
      : seriesOf({ ...queryMetric(asks, range, store), label });
    answered.set(id, value);
    return value;
  };

  return queries
    .map((query) => {
      try {
        return { query, series: seriesOfResult(query, valueOf(query.id) ?? listOf([])) };
      } catch (error) {
        if (!(error instanceof MetricMathError)) throw error;
        throw new MetricQueryError(`Error in expression '${query.id}': ${error.message}.`, { cause: error });
      }
    })
    .filter(({ query }) => query.isReturned);
}

function seriesOfResult({ label, asks }: MetricQuery, value: MathValue): readonly LabelledSeries[] {
  if (value.kind === "scalar") {
    throw new MetricMathError("the final result of an expression must be a time series, not a single number");
  }
  if (value.kind === "series") return [{ ...value.series, label }];
  return value.list.map((series) => ({
    ...series,
    label: isExpression(asks) ? `${label} ${series.label}`.trim() : label,
  }));
}
