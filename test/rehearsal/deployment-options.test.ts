import { expect, test } from "vitest";
import { GROUP_DEFAULTS } from "../../rehearsal/codedeploy/group-settings.ts";
import { parseOptions, UsageError } from "../../rehearsal/options.ts";

test("without a word, all is shifted at once, without a wait before it, and every end but success is rolled back", () => {
  const { settings, alarms, incidents } = parseOptions([]);
  expect({ settings, alarms, incidents }).toEqual({ settings: GROUP_DEFAULTS, alarms: [], incidents: [] });
  expect(settings).toMatchObject({
    config: { name: "CodeDeployDefault.ECSAllAtOnce" },
    readyWaitMinutes: 0,
    terminationWaitMinutes: 5,
    autoRollback: { enabled: true },
    alarmConfiguration: { enabled: true, ignorePollAlarmFailure: false },
  });
});

test("every option of the deployment is understood", () => {
  const { settings, alarms, incidents } = parseOptions([
    "--deployment-config=linear:20:2",
    "--ready-wait=60",
    "--termination-wait=0",
    "--no-auto-rollback",
    "--alarm=a=ALARM@AllowTraffic+30s",
    "--alarm=a=OK@AllowTraffic+2m",
    "--stop-at=AfterInstall",
    "--blue-scales-to=5@AllowTraffic",
    "--blue-gone=TerminationWait+1m",
  ]);
  expect(settings).toMatchObject({
    config: { name: "Linear20PercentEvery2Minutes" },
    readyWaitMinutes: 60,
    terminationWaitMinutes: 0,
    autoRollback: { enabled: false, events: [] },
  });
  expect(alarms.map(({ alarm, state }) => [alarm, state])).toEqual([
    ["a", "ALARM"],
    ["a", "OK"],
  ]);
  expect(incidents.map(({ at, description }) => [at.mark, description])).toEqual([
    ["AfterInstall", "somebody stops the deployment"],
    ["AllowTraffic", "service auto scaling sets blue's desired count to 5"],
    ["TerminationWait", "somebody deletes blue's task set"],
  ]);
});

const ELEVEN_ALARMS = Array.from({ length: 10 }, (_, index) => ["--alarm", `a${index}=OK@Start`]).flat();

test.for<[args: readonly string[]]>([
  [["--deployment-config", "CodeDeployDefault.LambdaAllAtOnce"]],
  [["--deployment-config", "canary:100:5"]],
  [["--ready-wait", "2881"]],
  [["--ready-wait", ""]],
  [["--termination-wait", "-1"]],
  [["--alarm", "shop-5xx=ALARM"]],
  [ELEVEN_ALARMS],
  [["--stop-at", "soon"]],
  [["--blue-scales-to", "5"]],
  [["--blue-scales-to", "51@AllowTraffic"]],
  [["--blue-scales-to", "0@AllowTraffic"]],
  [["--blue-gone", "AllowTraffic+1h"]],
])("%j is bad usage", ([args]) => {
  expect(() => parseOptions(args)).toThrow(UsageError);
});
