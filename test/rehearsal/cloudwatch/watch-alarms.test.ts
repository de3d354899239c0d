import { expect, test, vi } from "vitest";
import type { AlarmDefinition } from "../../../rehearsal/cloudwatch/alarm-definition.ts";
import { evaluateAlarm } from "../../../rehearsal/cloudwatch/evaluate-alarm.ts";
import { MetricStore } from "../../../rehearsal/cloudwatch/metric-store.ts";
import { readAlarmQueries } from "../../../rehearsal/cloudwatch/read-alarm-queries.ts";
import { watchAlarms } from "../../../rehearsal/cloudwatch/watch-alarms.ts";
import type { Alarm } from "../../../rehearsal/codedeploy/deployment-group.ts";

const MINUTE_MS = 1000;
const T0 = 1_700_000_000_000;

const DEFINITION: AlarmDefinition = {
  Namespace: "Shop",
  MetricName: "Errors",
  Dimensions: [{ Name: "Colour", Value: "green" }],
  Statistic: "Sum",
  Period: 60,
  EvaluationPeriods: 2,
  Threshold: 5,
  ComparisonOperator: "GreaterThanThreshold",
};

/** A store in which each metric has a value a minute, the last one in the minute before `T0`. */
function storeOf(metrics: Readonly<Record<string, readonly (number | undefined)[]>>): MetricStore {
  const store = new MetricStore();
  for (const [name, values] of Object.entries(metrics)) {
    const metric = { namespace: "Shop", name, dimensions: [{ name: "Colour", value: "green" }] };
    values.toReversed().forEach((value, age) => {
      const timestampMs = T0 - (age + 1) * MINUTE_MS;
      if (value !== undefined) store.put(metric, { timestampMs, visibleAtMs: 0, unit: "Count", value });
    });
  }
  return store;
}

function evaluate(definition: AlarmDefinition, store: MetricStore): { decision: string; reason: string } {
  return evaluateAlarm(definition, readAlarmQueries(definition, MINUTE_MS), store, T0 + 10);
}

test("an alarm fires where enough minutes breach, and says which values they had", () => {
  expect(evaluate(DEFINITION, storeOf({ Errors: [0, 6, 7] }))).toEqual({
    decision: "ALARM",
    reason:
      "Threshold Crossed: 2 out of the last 2 datapoints [7, 6] were greater than the threshold (5) (minimum 2 to go to ALARM).",
  });
  expect(evaluate(DEFINITION, storeOf({ Errors: [9, 6, 5] }))).toEqual({
    decision: "OK",
    reason:
      "Threshold Crossed: 1 out of the last 2 datapoints [5] was not greater than the threshold (5) (minimum 2 to go to ALARM).",
  });
});

test("without any data an alarm is what it says of missing data", () => {
  expect(evaluate(DEFINITION, storeOf({}))).toEqual({
    decision: "INSUFFICIENT_DATA",
    reason: "Insufficient Data: 2 datapoints were unknown.",
  });
  expect(evaluate({ ...DEFINITION, TreatMissingData: "notBreaching" }, storeOf({}))).toEqual({
    decision: "OK",
    reason:
      "Threshold Crossed: no datapoints were received for 2 periods and 2 missing datapoints were treated as [NonBreaching].",
  });
});

test("a period of several minutes is so many of CloudWatch's minutes", () => {
  const definition: AlarmDefinition = { ...DEFINITION, Period: 120, EvaluationPeriods: 1 };
  expect(evaluate(definition, storeOf({ Errors: [3, 3] })).decision).toBe("ALARM");
});

test("an alarm may watch an expression", () => {
  const stat = (MetricName: string) => ({
    Metric: { Namespace: "Shop", MetricName, Dimensions: [{ Name: "Colour", Value: "green" }] },
    Period: 60,
    Stat: "Sum",
  });
  const definition: AlarmDefinition = {
    Metrics: [
      { Id: "errors", MetricStat: stat("Errors"), ReturnData: false },
      { Id: "requests", MetricStat: stat("Requests"), ReturnData: false },
      { Id: "rate", Expression: "100 * errors / requests", ReturnData: true },
    ],
    EvaluationPeriods: 1,
    Threshold: 1,
    ComparisonOperator: "GreaterThanThreshold",
  };
  expect(evaluate(definition, storeOf({ Errors: [2], Requests: [100] })).decision).toBe("ALARM");
  expect(evaluate(definition, storeOf({ Errors: [undefined], Requests: [100] })).decision).toBe("OK");
});

test("alarms that have a definition follow their metric, and others stay as they were set", async () => {
  const store = new MetricStore();
  const definition: AlarmDefinition = { ...DEFINITION, EvaluationPeriods: 1, TreatMissingData: "notBreaching" };
  const watched: Alarm = { name: "watched", state: "OK", reason: "new", definition };
  const held: Alarm = { name: "held", state: "ALARM", reason: "by hand" };
  const ending = new AbortController();
  let nowMs = T0;
  const watching = watchAlarms([watched, held], store, 20, ending.signal, () => nowMs);
  const metric = { namespace: "Shop", name: "Errors", dimensions: [{ name: "Colour", value: "green" }] };
  store.put(metric, { timestampMs: T0 - 20, visibleAtMs: 0, unit: "Count", value: 9 });
  await vi.waitFor(() => expect(watched.state).toBe("ALARM"), { interval: 5 });
  expect(watched.reason).toContain("1 out of the last 1 datapoints [9] was greater than the threshold (5)");
  nowMs += 1000;
  await vi.waitFor(() => expect(watched.state).toBe("OK"), { interval: 5 });
  expect(held).toEqual({ name: "held", state: "ALARM", reason: "by hand" });
  ending.abort();
  await watching;
});
