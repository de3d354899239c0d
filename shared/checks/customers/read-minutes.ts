import { NO_SERIES, type MetricSeries } from "../../deployment/metric-series.ts";
import { LOAD_BALANCER_5XX, seriesId, type Colour, type CustomerSeries } from "./customer-queries.ts";

/** What was counted of one colour's targets in one period. */
export interface CountedMinute {
  /** Its beginning, as milliseconds of the epoch. */
  readonly at: number;
  readonly requests: number;
  readonly fiveHundreds: number;
  readonly unconnected: number;
  /** Requests that were not answered well: of both kinds, and never more than there were requests. */
  readonly errors: number;
  /**
   * Requests for which no target's answer was counted, nor a connection that failed: customers who left before there was one,
   * and those that were under way at its end. Negative where more were under way at its beginning.
   */
  readonly unanswered: number;
  /** The load balancer's own answers of 5xx, to requests of whatever service. */
  readonly loadBalancer5xx: number;
  /** Milliseconds; undefined where CloudWatch has none, or too few answers bear it. */
  readonly p95: number | undefined;
  readonly p99: number | undefined;
}

/** The periods of one colour, in the order in which they were asked for. */
export interface ReadMinutes {
  readonly minutes: readonly CountedMinute[];
  /** The beginnings of those of which nothing can be said. */
  readonly missing: readonly number[];
  /** Why, where CloudWatch said so. */
  readonly problem: string | undefined;
}

/** Answers in a period below which a percentile is nothing but the slowest: one beyond it on average. */
const ANSWERS_FOR_P95 = 20;
const ANSWERS_FOR_P99 = 100;

/**
 * Reads the counts of `starts`. A count of errors that is not there is 0 only where the number of requests is: without it the
 * period is missing, unless CloudWatch has the number of targets, and so no request was made.
 */
export function readMinutes(
  series: ReadonlyMap<string, MetricSeries>,
  colour: Colour,
  starts: readonly number[],
): ReadMinutes {
  const of = (name: CustomerSeries): MetricSeries => series.get(seriesId(colour, name)) ?? NO_SERIES;
  const all = {
    requests: of("requests"),
    fiveHundreds: of("fiveHundreds"),
    unconnected: of("unconnected"),
    hosts: of("hosts"),
    answers: of("answers"),
    p95: of("p95"),
    p99: of("p99"),
    loadBalancer5xx: series.get(LOAD_BALANCER_5XX) ?? NO_SERIES,
  };
  const problem = Object.values(all).find((each) => each.problem !== undefined)?.problem;
  if (problem !== undefined) return { minutes: [], missing: starts, problem };
  const read = starts.map((at) => [at, readMinute(all, at)] as const);
  return {
    minutes: read.flatMap(([, minute]) => (minute ? [minute] : [])),
    missing: read.flatMap(([at, minute]) => (minute ? [] : [at])),
    problem: undefined,
  };
}

type AllSeries = Readonly<Record<CustomerSeries | "loadBalancer5xx", MetricSeries>>;

function readMinute(all: AllSeries, at: number): CountedMinute | undefined {
  const value = (name: keyof AllSeries): number | undefined => all[name].values.get(at);
  const counted = value("requests");
  const fiveHundreds = value("fiveHundreds") ?? 0;
  const unconnected = value("unconnected") ?? 0;
  const loadBalancer5xx = value("loadBalancer5xx") ?? 0;
  const failed = fiveHundreds + unconnected;
  const answers = value("answers") ?? 0;
  // Answers or errors without a number of requests: that is still to come, or lost.
  if (counted === undefined && (failed > 0 || answers > 0 || value("hosts") === undefined)) return undefined;
  if ([counted ?? 0, fiveHundreds, unconnected, loadBalancer5xx].some((count) => count < 0)) return undefined;
  // A connection that failed may not be among the requests.
  const requests = Math.round(counted === 0 ? failed : (counted ?? 0));
  const milliseconds = (name: "p95" | "p99"): number | undefined => {
    const seconds = value(name);
    return seconds === undefined || seconds < 0 ? undefined : seconds * 1000;
  };
  return {
    at,
    requests,
    fiveHundreds,
    unconnected,
    errors: Math.min(requests, Math.round(failed)),
    unanswered: Math.round(requests - answers - unconnected),
    loadBalancer5xx,
    p95: answers < ANSWERS_FOR_P95 ? undefined : milliseconds("p95"),
    p99: answers < ANSWERS_FOR_P99 ? undefined : milliseconds("p99"),
  };
}
