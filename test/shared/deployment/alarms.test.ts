import { DescribeAlarmsCommand } from "@aws-sdk/client-cloudwatch";
import { expect, test } from "vitest";
import { getAlarms } from "../../../shared/deployment/alarms.ts";
import { mockAws, refusal } from "../../support/mock-aws.ts";

const running = new AbortController().signal;

test("alarms of both kinds come in the order of their names, and one that does not exist is missing", async () => {
  const { clients, cloudWatch } = mockAws();
  cloudWatch.on(DescribeAlarmsCommand).resolves({
    CompositeAlarms: [{ AlarmName: "all", StateValue: "ALARM", StateReason: "errors fires" }],
    MetricAlarms: [{ AlarmName: "errors", StateValue: "OK" }, { AlarmName: "stateless" }],
  });
  expect(await getAlarms(clients, ["errors", "gone", "all", "stateless"], running)).toEqual([
    { name: "errors", state: "OK", reason: undefined, watches: [] },
    { name: "gone", state: "missing", reason: undefined, watches: [] },
    { name: "all", state: "ALARM", reason: "errors fires", watches: [] },
    { name: "stateless", state: "missing", reason: undefined, watches: [] },
  ]);
  // Without the types, DescribeAlarms leaves composite alarms out (API reference).
  expect(cloudWatch.commandCalls(DescribeAlarmsCommand)[0]?.args[0].input.AlarmTypes).toEqual([
    "MetricAlarm",
    "CompositeAlarm",
  ]);
});

test("more than a hundred alarms are asked for a hundred at a time", async () => {
  const { clients, cloudWatch } = mockAws();
  const names = Array.from({ length: 201 }, (_, index) => `alarm-${index}`);
  cloudWatch.on(DescribeAlarmsCommand).callsFake(async ({ AlarmNames }: { AlarmNames: string[] }) => ({
    MetricAlarms: AlarmNames.map((AlarmName) => ({ AlarmName, StateValue: "OK" })),
  }));
  expect((await getAlarms(clients, names, running)).map(({ name, state }) => [name, state])).toEqual(
    names.map((name) => [name, "OK"]),
  );
  const batches = cloudWatch.commandCalls(DescribeAlarmsCommand).map(({ args }) => args[0].input.AlarmNames?.length);
  expect(batches).toEqual([100, 100, 1]);
});

test("without names CloudWatch is not asked: it would answer with every alarm of the account", async () => {
  const { clients, cloudWatch } = mockAws();
  expect(await getAlarms(clients, [], running)).toEqual([]);
  expect(cloudWatch.calls()).toHaveLength(0);
});

test("alarms that may not be read name the permission", async () => {
  const { clients, cloudWatch } = mockAws();
  cloudWatch.on(DescribeAlarmsCommand).rejects(refusal("AccessDenied"));
  await expect(getAlarms(clients, ["errors"], running)).rejects.toThrow(
    "Allow cloudwatch:DescribeAlarms in the role of this function",
  );
});

test("an alarm tells which target groups it watches, by a metric of its own or by metric math", async () => {
  const { clients, cloudWatch } = mockAws();
  const of = (group: string) => [
    { Name: "LoadBalancer", Value: "app/shop/1" },
    { Name: "TargetGroup", Value: `targetgroup/${group}/1` },
  ];
  const inMath = (Id: string, group: string) => {
    const Metric = { MetricName: "TargetResponseTime", Dimensions: of(group) };
    return { Id, MetricStat: { Metric, Period: 60, Stat: "p95" } };
  };
  cloudWatch.on(DescribeAlarmsCommand).resolves({
    MetricAlarms: [
      { AlarmName: "own", StateValue: "OK", MetricName: "HTTPCode_Target_5XX_Count", Dimensions: of("a") },
      {
        AlarmName: "math",
        StateValue: "OK",
        Metrics: [inMath("m1", "a"), inMath("m2", "b"), { Id: "e", Expression: "m1+m2" }],
      },
      {
        AlarmName: "other",
        StateValue: "OK",
        MetricName: "CPUUtilization",
        Dimensions: [{ Name: "ClusterName", Value: "shop" }],
      },
    ],
  });
  const alarms = await getAlarms(clients, ["own", "math", "other"], running);
  expect(alarms.map(({ watches }) => watches)).toEqual([
    [{ metric: "HTTPCode_Target_5XX_Count", targetGroup: "targetgroup/a/1" }],
    [
      { metric: "TargetResponseTime", targetGroup: "targetgroup/a/1" },
      { metric: "TargetResponseTime", targetGroup: "targetgroup/b/1" },
    ],
    [],
  ]);
});
