import { DescribeAlarmsCommand, type MetricAlarm } from "@aws-sdk/client-cloudwatch";
import { expect, test } from "vitest";
import type { CheckResult } from "../../../shared/checks/check.ts";
import { noAlarmIsFiring } from "../../../shared/checks/no-alarm-is-firing.ts";
import type { HooksConfig } from "../../../shared/configuration/schema.ts";
import { checkContext } from "../../support/probe/installed-deployment.ts";

const never = new AbortController().signal;
const ok: MetricAlarm = { AlarmName: "errors", StateValue: "OK" };
const noData: MetricAlarm = { AlarmName: "latency", StateValue: "INSUFFICIENT_DATA" };
const firing: MetricAlarm = { AlarmName: "latency", StateValue: "ALARM", StateReason: "1.7 s > 1 s" };

test.for([
  {
    alarms: [ok, { ...ok, AlarmName: "latency" }],
    verdict: "passed",
    says: "No alarm of deployment group shop-group fires: errors OK, latency OK.",
  },
  { alarms: [ok, noData], verdict: "passed", says: "latency INSUFFICIENT_DATA" },
  {
    alarms: [ok, firing],
    verdict: "failed",
    says: "Alarms of deployment group shop-group: expected none in ALARM, observed 1 of 2: latency is in ALARM (1.7 s > 1 s). Find out what fires.",
  },
  { alarms: [firing], verdict: "failed", says: "observed 1 of 2: latency is in ALARM" },
  {
    alarms: [ok],
    verdict: "inconclusive",
    says: "Of the 2 alarms of deployment group shop-group: expected CloudWatch to have each, observed none named latency. Create what is missing, or take its name out. (alarms.missing)",
  },
  { alarms: [], verdict: "inconclusive", says: "none named errors, latency" },
])("with $alarms: $verdict", async ({ alarms, verdict, says }) => {
  const { aws, ...context } = checkContext();
  aws.cloudWatch.on(DescribeAlarmsCommand).resolves({ MetricAlarms: alarms });
  expect(await noAlarmIsFiring.run(context, never)).toEqual({ verdict, reason: expect.stringContaining(says) });
});

test.for([
  ["pass", "passed", "fires: errors OK, latency not known to CloudWatch."],
  ["inconclusive", "inconclusive", "observed none named latency. Create what is missing"],
  ["fail", "failed", "observed none named latency. Create what is missing"],
] as const)(
  "where alarms.missing is %j, a name that CloudWatch does not know is %s",
  async ([missing, verdict, says]) => {
    const { aws, ...context } = checkContext({}, { alarms: { missing } });
    aws.cloudWatch.on(DescribeAlarmsCommand).resolves({ MetricAlarms: [ok] });
    expect(await noAlarmIsFiring.run(context, never)).toEqual({ verdict, reason: expect.stringContaining(says) });
  },
);

test("an alarm that fires fails whatever alarms.missing says", async () => {
  const { aws, ...context } = checkContext({}, { alarms: { missing: "pass" } });
  aws.cloudWatch.on(DescribeAlarmsCommand).resolves({ MetricAlarms: [firing] });
  expect(await noAlarmIsFiring.run(context, never)).toMatchObject({ verdict: "failed" });
});

test("what users wrote of an alarm acts on no terminal, and is cut", async () => {
  const names = ["err\u202Eors", "latency", "gone\u001b[2J"];
  const { aws, ...context } = checkContext({ alarms: { enabled: true, names } });
  const StateReason = `x\n\u001b[2J\u202Eevil${"y".repeat(900)}`;
  aws.cloudWatch
    .on(DescribeAlarmsCommand)
    .resolvesOnce({ MetricAlarms: [{ AlarmName: names[0], StateValue: "ALARM", StateReason }] })
    .resolves({ MetricAlarms: [{ ...ok, AlarmName: names[0] }, noData] });
  const { reason } = await noAlarmIsFiring.run(context, never);
  expect(reason).toContain(String.raw`err\u202eors is in ALARM (x\n\u001b[2J\u202eevil`);
  expect(reason.length).toBeLessThan(1_100);
  expect((await noAlarmIsFiring.run(context, never)).reason).toContain(String.raw`none named gone\u001b[2J.`);
});

test.for([
  { enabled: false, names: ["errors"] },
  { enabled: true, names: [] },
])("a group that watches no alarm ($enabled, $names) has none to fire, and it is said", async (alarms) => {
  const { aws, ...context } = checkContext({ alarms });
  const { verdict, reason } = await noAlarmIsFiring.run(context, never);
  expect([verdict, reason]).toEqual([
    "passed",
    expect.stringContaining("Not applicable: deployment group shop-group watches no alarm"),
  ]);
  expect(aws.cloudWatch.calls()).toHaveLength(0);
});

test.for<[string, HooksConfig, readonly MetricAlarm[], CheckResult["verdict"], string]>([
  [
    "one that fires would fail green for what was there before",
    { alarms: ["queue"] },
    [ok, { ...firing, AlarmName: "queue" }],
    "failed",
    "Alarms of deployment group shop-group and hooks.config.ts: expected none in ALARM, observed 1 of 2: queue is in ALARM",
  ],
  [
    "a name with a mistake comes up before customers are on green",
    { alarms: ["qeue"] },
    [ok],
    "inconclusive",
    "Of the 2 alarms of deployment group shop-group and hooks.config.ts: expected CloudWatch to have each, observed none named qeue.",
  ],
  [
    "one that is named by both is one",
    { alarms: ["errors"] },
    [ok],
    "passed",
    "No alarm of deployment group shop-group and hooks.config.ts fires: errors OK.",
  ],
  [
    "one that is only observed stops nothing",
    { alarms: ["qeue"], checks: { "alarms-stay-silent": { mode: "observe", reason: "its first release" } } },
    [ok],
    "passed",
    "No alarm of deployment group shop-group fires: errors OK.",
  ],
  [
    "one that fires is not overlooked for want of a bake",
    { alarms: ["queue"], bake: "0s" },
    [ok, { ...firing, AlarmName: "queue" }],
    "failed",
    "observed 1 of 2: queue is in ALARM",
  ],
])("of the alarms that hooks.config.ts names, %s", async ([, configuration, known, verdict, says]) => {
  const { aws, ...context } = checkContext({ alarms: { enabled: true, names: ["errors"] } }, configuration);
  aws.cloudWatch.on(DescribeAlarmsCommand).resolves({ MetricAlarms: [...known] });
  expect(await noAlarmIsFiring.run(context, never)).toEqual({ verdict, reason: expect.stringContaining(says) });
});

test("where those that hooks.config.ts names are only observed, and the group has none, it does not say that none is named", async () => {
  const checks = { "alarms-stay-silent": { mode: "observe", reason: "its first release" } } as const;
  const { aws, ...context } = checkContext({ alarms: { enabled: true, names: [] } }, { alarms: ["queue"], checks });
  expect((await noAlarmIsFiring.run(context, never)).reason).toContain(
    "and hooks.config.ts names 1 by which alarms-stay-silent is not to decide.",
  );
  expect(aws.cloudWatch.calls()).toHaveLength(0);
});

test("where hooks.config.ts alone names alarms, they are its own", async () => {
  const { aws, ...context } = checkContext({ alarms: { enabled: false, names: ["errors"] } }, { alarms: ["latency"] });
  aws.cloudWatch.on(DescribeAlarmsCommand).resolves({ MetricAlarms: [noData] });
  expect((await noAlarmIsFiring.run(context, never)).reason).toBe(
    "No alarm of hooks.config.ts fires: latency INSUFFICIENT_DATA.",
  );
});

test("a refusal of CloudWatch is no verdict on green", async () => {
  const { aws: _, ...context } = checkContext();
  await expect(noAlarmIsFiring.run(context, never)).rejects.toThrow("cloudwatch:DescribeAlarms");
});
