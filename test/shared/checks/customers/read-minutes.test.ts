import { expect, test } from "vitest";
import {
  LOAD_BALANCER_5XX,
  seriesId,
  type CustomerSeries,
} from "../../../../shared/checks/customers/customer-queries.ts";
import { readMinutes } from "../../../../shared/checks/customers/read-minutes.ts";
import type { MetricSeries } from "../../../../shared/deployment/metric-series.ts";

const AT = 60_000;

const NAMES: readonly CustomerSeries[] = ["requests", "fiveHundreds", "unconnected", "hosts", "answers", "p95", "p99"];

function seriesOf(values: Readonly<Partial<Record<CustomerSeries, number>>>): ReadonlyMap<string, MetricSeries> {
  const of = (value: number | undefined): MetricSeries => {
    return { values: new Map(value === undefined ? [] : [[AT, value]]), problem: undefined };
  };
  return new Map([
    ...NAMES.map((name) => [seriesId("green", name), of(values[name])] as const),
    [LOAD_BALANCER_5XX, of(undefined)],
  ]);
}

test.for([
  { what: "nothing but targets", values: { hosts: 2 }, requests: 0 },
  { what: "requests and no errors", values: { hosts: 2, requests: 30, answers: 30 }, requests: 30 },
  { what: "no data at all", values: {}, requests: undefined },
  { what: "errors, and no number of requests yet", values: { hosts: 2, fiveHundreds: 3 }, requests: undefined },
  { what: "answers, and no number of requests yet", values: { hosts: 2, answers: 30 }, requests: undefined },
])("a period with $what", ({ values, requests }) => {
  const { minutes, missing } = readMinutes(seriesOf(values), "green", [AT]);
  expect(minutes.map((minute) => minute.requests)).toEqual(requests === undefined ? [] : [requests]);
  expect(missing).toEqual(requests === undefined ? [AT] : []);
});
