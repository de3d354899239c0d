import type { MetricDataResult } from "@aws-sdk/client-cloudwatch";
import type { AwsClients } from "./aws-clients.ts";
import { callAws } from "./call-aws.ts";
import { toDataQuery, type MetricQuery } from "./metric-query.ts";
import { NO_SERIES, readSeries, type MetricSeries, type TimeRange } from "./metric-series.ts";

/** GetMetricData takes so many queries at most (API reference). */
const MOST_QUERIES = 500;
/** An hour of minutes of 500 queries are 30 000 values: less than a page. An answer of more pages does not end by itself. */
const MOST_PAGES = 20;

/**
 * Reads several series of the same time. Each says itself whether it is whole.
 * @param range whole periods: CloudWatch rounds what is not
 * @returns by id, one for every query that is not hidden
 * @throws {AwsCallError}
 * @throws {RangeError} for no queries or more than 500, and for two of one id
 */
export async function getMetrics(
  clients: AwsClients,
  queries: readonly MetricQuery[],
  range: TimeRange,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, MetricSeries>> {
  const ids = new Set(queries.map(({ id }) => id));
  if (queries.length === 0 || queries.length > MOST_QUERIES || ids.size < queries.length) {
    throw new RangeError(
      `expected 1 to ${MOST_QUERIES} queries, each with an id of its own, received ${queries.length}`,
    );
  }
  const { results, problem } = await readPages(clients, queries, range, signal);
  const byId = Map.groupBy(results, ({ Id }) => Id);
  const wanted = queries.filter(({ hidden }) => hidden !== true);
  return new Map(
    wanted.map(({ id }) => {
      const found = byId.get(id);
      const series = found ? readSeries(found, range) : NO_SERIES;
      return [id, { ...series, problem: series.problem ?? problem }];
    }),
  );
}

interface Pages {
  readonly results: readonly MetricDataResult[];
  /** Of the answer as a whole. */
  readonly problem: string | undefined;
}

async function readPages(
  clients: AwsClients,
  queries: readonly MetricQuery[],
  { from, to }: TimeRange,
  signal: AbortSignal,
): Promise<Pages> {
  const [{ GetMetricDataCommand }, cloudWatch] = await Promise.all([
    import("@aws-sdk/client-cloudwatch"),
    clients.cloudWatch(),
  ]);
  const input = {
    MetricDataQueries: queries.map(toDataQuery),
    StartTime: new Date(from),
    EndTime: new Date(to),
    ScanBy: "TimestampAscending" as const,
  };
  const results: MetricDataResult[] = [];
  const messages: string[] = [];
  let token: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const command = new GetMetricDataCommand({ ...input, ...(token !== undefined && { NextToken: token }) });
    const answer = await callAws(
      "cloudwatch:GetMetricData",
      () => cloudWatch.send(command, { abortSignal: signal }),
      signal,
    );
    results.push(...(answer.MetricDataResults ?? []));
    // Such as "Maximum number of allowed metrics exceeded": what can be answered is, and the rest is left out.
    messages.push(...(answer.Messages ?? []).map(({ Code, Value }) => [Code, Value].filter(Boolean).join(": ")));
    token = answer.NextToken;
    if (token === undefined || token === "") {
      const problem = messages.length > 0 ? `CloudWatch says: ${messages.join("; ").slice(0, 300)}` : undefined;
      return { results, problem };
    }
  }
  return { results, problem: `CloudWatch has more than ${MOST_PAGES} pages of answers` };
}
