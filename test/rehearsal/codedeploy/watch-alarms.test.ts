import { GetDeploymentGroupCommand } from "@aws-sdk/client-codedeploy";
import { expect, test } from "vitest";
import { DO_NOT_ROLL_BACK } from "../../../rehearsal/codedeploy/group-settings.ts";
import { PREDEFINED_CONFIGS } from "../../../rehearsal/codedeploy/deployment-config.ts";
import { parseAlarmChange, type AlarmScript } from "../../../rehearsal/alarms/alarm-script.ts";
import { alarmsUnreadable } from "../../../rehearsal/incidents/alarms-unreadable.ts";
import { momentAt } from "../../../rehearsal/moment.ts";
import { startService, statusesOf } from "./start-service.ts";

const LINEAR = PREDEFINED_CONFIGS.find(({ name }) => name.endsWith("ECSLinear10PercentEvery1Minutes"));
const settings = { ...(LINEAR && { config: LINEAR }) };

function script(...changes: string[]): AlarmScript {
  return changes.flatMap((text) => parseAlarmChange(text) ?? []);
}

test("an alarm between two shifts stops the deployment as it was seen on AWS", async () => {
  const alarms = script("shop-5xx=ALARM@AllowTraffic+70s", "shop-latency=ALARM@AllowTraffic+70s");
  const service = await startService({ settings, alarms });
  const deployment = await service.deploy();
  expect([deployment.status, deployment.failure?.code]).toEqual(["Stopped", "ALARM_ACTIVE"]);
  expect(deployment.failure?.message).toMatch(/Activated alarms: <shop-5xx>( <shop-latency>)?$/);
  expect(statusesOf(deployment)).toEqual([...Array(6).fill("Succeeded"), "Failed", "Skipped"]);
  expect(service.shifts.at(-1)?.[1]).toBeLessThan(100);
  // Though the alarm is still in ALARM, the rescue is not stopped.
  expect([service.deployments.all[1]?.status, service.greenWeight()]).toEqual(["Succeeded", 0]);
});

test("an alarm that fires from the beginning stops the deployment in its Install at the latest", async () => {
  const service = await startService({ alarms: script("shop-5xx=ALARM@Start"), scale: 500 });
  const deployment = await service.deploy();
  expect(deployment.failure?.code).toBe("ALARM_ACTIVE");
  expect(statusesOf(deployment)).toEqual(["Succeeded", "Failed", ...Array(6).fill("Skipped")]);
});

test("an alarm stops a deployment in either of its waits", async () => {
  const waits = { readyWaitMinutes: 2880, terminationWaitMinutes: 2880 };
  const ready = await startService({ settings: waits, alarms: script("shop-5xx=ALARM@ReadyWait+1m") });
  expect((await ready.deploy()).failure?.code).toBe("ALARM_ACTIVE");
  const termination = await startService({
    settings: { ...waits, readyWaitMinutes: 0 },
    alarms: script("shop-5xx=ALARM@TerminationWait+1m"),
  });
  const deployment = await termination.deploy();
  expect([deployment.status, ...statusesOf(deployment)]).toEqual(["Stopped", ...Array(8).fill("Succeeded")]);
  expect(termination.greenWeight()).toBe(0);
});

test("an alarm that is OK again before anybody looks, or lacks data, stops nothing", async () => {
  const alarms = script(
    "shop-5xx=ALARM@AllowTraffic",
    "shop-5xx=OK@AllowTraffic",
    "shop-latency=INSUFFICIENT_DATA@Start",
  );
  const service = await startService({ settings, alarms });
  expect((await service.deploy()).status).toBe("Succeeded");
});

test.for([
  { enabled: false, ignorePollAlarmFailure: false },
  { enabled: false, ignorePollAlarmFailure: true },
])("alarms of a group that does not watch them stop nothing: $enabled", async (alarmConfiguration) => {
  const incidents = [alarmsUnreadable(momentAt("Start"))];
  const alarms = script("shop-5xx=ALARM@Start");
  const service = await startService({ settings: { alarmConfiguration }, alarms, incidents });
  expect((await service.deploy()).status).toBe("Succeeded");
  const names = { applicationName: "shop", deploymentGroupName: "shop-production" };
  const { deploymentGroupInfo } = await service.codeDeploy.send(new GetDeploymentGroupCommand(names));
  expect(deploymentGroupInfo?.alarmConfiguration).toMatchObject(alarmConfiguration);
});

test.for([
  { ignorePollAlarmFailure: false, status: "Stopped" },
  { ignorePollAlarmFailure: true, status: "Succeeded" },
])(
  "alarms that cannot be read: $status where ignorePollAlarmFailure is $ignorePollAlarmFailure",
  async ({ ignorePollAlarmFailure, status }) => {
    const service = await startService({
      settings: { ...settings, alarmConfiguration: { enabled: true, ignorePollAlarmFailure } },
      incidents: [alarmsUnreadable(momentAt("AllowTraffic"))],
    });
    expect((await service.deploy()).status).toBe(status);
  },
);

test("a stop by alarm is not rolled back where the group does not say so", async () => {
  const alarms = script("shop-5xx=ALARM@AfterAllowTraffic");
  const service = await startService({ settings: { autoRollback: DO_NOT_ROLL_BACK }, alarms });
  const deployment = await service.deploy();
  expect([deployment.status, service.deployments.all.length, service.greenWeight()]).toEqual(["Stopped", 1, 100]);
});
