import { AwsError } from "../aws/aws-error.ts";
import type { OperationInput, OperationOutput } from "../aws/operations.ts";
import { answerQueries, isExpression, MetricQueryError, type MetricQueryResult } from "../cloudwatch/metric-query.ts";
import type { MetricStore } from "../cloudwatch/metric-store.ts";
import { readMetricQueries } from "../cloudwatch/read-metric-queries.ts";
import { takePage } from "./take-page.ts";

type Input = OperationInput<"monitoring", "GetMetricData">;
type Output = OperationOutput<"monitoring", "GetMetricData">;

/** As the API reference has it for MaxDatapoints. */
const MOST_POINTS = 100_800;

interface Point {
  readonly result: number;
  readonly timestampMs: number;
  readonly value: number;
}

/**
 * GetMetricData. Every page lists every result, with as many of its points as fall into the page. "NextToken is not returned
 * if you are performing a math expression": what does not fit is then lost, and only PartialData says so.
 * @throws {AwsError} where AWS refuses the input, or the rehearsal does not understand it
 */
export function getMetricData(input: Input, store: MetricStore, nowMs: number): Output {
  const { MetricDataQueries, StartTime, EndTime, ScanBy, MaxDatapoints = MOST_POINTS, NextToken } = input;
  const range = { startMs: StartTime.getTime(), endMs: EndTime.getTime(), nowMs };
  if (range.startMs === range.endMs) throw invalid("The parameter StartTime must not equal parameter EndTime.");
  if (range.startMs > range.endMs) throw invalid("The parameter EndTime must be greater than StartTime.");
  const queries = readMetricQueries(MetricDataQueries);
  const results = answer(() => answerQueries(queries, range, store)).flatMap(({ query, series }) =>
    series.map(({ label, points }) => ({ query, label, points: [...points] })),
  );
  const all = results.flatMap(({ points }, result): Point[] => {
    const ordered = ScanBy === "TimestampAscending" ? points : points.toReversed();
    return ordered.map(([timestampMs, value]) => ({ result, timestampMs, value }));
  });
  const { items, next } = takePage(all, {
    size: MaxDatapoints,
    token: NextToken,
    query: { MetricDataQueries, StartTime, EndTime, ScanBy },
    invalidToken: () => new AwsError("InvalidNextToken", "The next token specified is invalid."),
  });
  const isMath = queries.some(({ asks }) => isExpression(asks));
  const last = items.at(-1);
  return {
    MetricDataResults: results.map(({ query, label, points }, index) => {
      const page = items.filter(({ result }) => result === index);
      const isOpen = next !== undefined && points.length > 0 && (last === undefined || isAfter(index, last, all));
      return {
        Id: query.id,
        Label: label,
        Timestamps: page.map(({ timestampMs }) => new Date(timestampMs)),
        Values: page.map(({ value }) => value),
        StatusCode: isOpen ? ("PartialData" as const) : ("Complete" as const),
      };
    }),
    Messages: [],
    ...(next !== undefined && !isMath && { NextToken: next }),
  };
}

/** Whether points of this result follow the last one of the page. */
function isAfter(result: number, last: Point, all: readonly Point[]): boolean {
  return all.slice(all.indexOf(last) + 1).some((point) => point.result === result);
}

function answer(ask: () => readonly MetricQueryResult[]): readonly MetricQueryResult[] {
  try {
    return ask();
  } catch (error) {
    if (!(error instanceof MetricQueryError)) throw error;
    throw new AwsError("ValidationError", error.message, { cause: error });
  }
}

function invalid(message: string): AwsError {
  return new AwsError("ValidationError", message);
}
