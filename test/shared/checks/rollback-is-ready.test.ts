import type { MetricAlarm } from "@aws-sdk/client-cloudwatch";
import { expect, test } from "vitest";
import { rollbackIsReady } from "../../../shared/checks/rollback-is-ready.ts";
import type { HooksConfig } from "../../../shared/configuration/schema.ts";
import { answerRollback, errorsOk, type RollbackSituation } from "../../support/probe/answer-rollback.ts";
import { checkContext } from "../../support/probe/installed-deployment.ts";

const never = new AbortController().signal;

async function run(situation: RollbackSituation, configuration: HooksConfig = {}) {
  const { aws, ...context } = checkContext({}, configuration);
  answerRollback(aws, situation);
  return rollbackIsReady.run(context, never);
}

/** An alarm on a metric of one target group of `installedDeployment`. */
function on(group: string, AlarmName = "errors", MetricName = "HTTPCode_Target_5XX_Count"): MetricAlarm {
  return { ...errorsOk, AlarmName, MetricName, Dimensions: [{ Name: "TargetGroup", Value: group }] };
}

function watching(...names: readonly string[]): NonNullable<RollbackSituation["group"]> {
  return { alarmConfiguration: { enabled: true, alarms: names.map((name) => ({ name })) } };
}

function keeping(minutes: number): NonNullable<RollbackSituation["group"]> {
  const terminateBlueInstancesOnDeploymentSuccess = {
    action: "TERMINATE",
    terminationWaitTimeInMinutes: minutes,
  } as const;
  return { blueGreenDeploymentConfiguration: { terminateBlueInstancesOnDeploymentSuccess } };
}

const OFF = { mode: "off", reason: "blue has no tasks that can be asked" } as const;
const ALL_EVENTS = ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"] as const;

test("what can be rolled back passes, and says by what", async () => {
  expect(await run({})).toEqual({
    verdict: "passed",
    reason:
      "CodeDeploy rolls back on DEPLOYMENT_FAILURE, DEPLOYMENT_STOP_ON_ALARM, watches errors (OK), keeps blue for 60 min after the shift.",
  });
});

interface Case {
  readonly situation: RollbackSituation;
  readonly fails: boolean;
  readonly says: string;
}

const cases: Readonly<Record<string, Case>> = {
  "automatic rollback is off": {
    situation: { group: { autoRollbackConfiguration: { enabled: false, events: [...ALL_EVENTS] } } },
    fails: true,
    says: "expected automatic rollback on DEPLOYMENT_FAILURE, observed automatic rollback off. A gate that fails after the shift would leave customers at green: turn it on. (readiness.rollbackOff)",
  },
  "nobody ever said that it is on": {
    situation: { group: { autoRollbackConfiguration: undefined } },
    fails: true,
    says: "readiness.rollbackOff",
  },
  "the deployment turned it off for itself": {
    situation: { deployment: { autoRollbackConfiguration: { enabled: false } } },
    fails: true,
    says: "readiness.rollbackOff",
  },
  "it rolls back on alarms alone": {
    situation: { group: { autoRollbackConfiguration: { enabled: true, events: ["DEPLOYMENT_STOP_ON_ALARM"] } } },
    fails: true,
    says: "observed automatic rollback on DEPLOYMENT_STOP_ON_ALARM alone",
  },
  "an alarm would stop it for good": {
    situation: { group: { autoRollbackConfiguration: { enabled: true, events: ["DEPLOYMENT_FAILURE"] } } },
    fails: true,
    says: "An alarm would stop the deployment and leave customers where they are: turn it on. (readiness.rollbackOnAlarmOff)",
  },
  "no alarm is watched": {
    situation: { group: { alarmConfiguration: { enabled: true, alarms: [] } } },
    fails: false,
    says: "watches no alarm, keeps blue for 60 min after the shift. Warning (readiness.noAlarms): Deployment group shop-group: expected alarms that CodeDeploy watches, observed none.",
  },
  "alarms are configured and turned off": {
    situation: { group: { alarmConfiguration: { enabled: false, alarms: [{ name: "errors" }] } } },
    fails: false,
    says: "observed errors configured and alarms turned off (alarmConfiguration.enabled)",
  },
  "an alarm fires already": {
    situation: { alarms: [{ ...errorsOk, StateValue: "ALARM", StateReason: "7 > 5" }] },
    fails: true,
    says: "Alarms of deployment group shop-group: expected none in ALARM, observed 1 of 1: errors (7 > 5). CodeDeploy would stop at once",
  },
  "an alarm has no data": {
    situation: { alarms: [{ ...errorsOk, StateValue: "INSUFFICIENT_DATA" }] },
    fails: false,
    says: "Warning (readiness.alarmWithoutData): Alarms of deployment group shop-group: expected each in OK, observed 1 of 1 in INSUFFICIENT_DATA: errors.",
  },
  "an alarm does not exist": {
    situation: { alarms: [] },
    fails: true,
    says: "observed none named errors. Create what is missing, or take it out of the group. (readiness.missingAlarm)",
  },
  "the deployment watches another alarm than its group": {
    situation: { deployment: { overrideAlarmConfiguration: { enabled: true, alarms: [{ name: "other" }] } } },
    fails: true,
    says: "observed none named other",
  },
  "alarms that cannot be read are passed over": {
    situation: {
      group: { alarmConfiguration: { enabled: true, alarms: [{ name: "errors" }], ignorePollAlarmFailure: true } },
    },
    fails: false,
    says: "Warning (readiness.ignoredAlarmPolling)",
  },
  "its alarm is on blue's target group alone": {
    situation: { alarms: [on("blue-group")] },
    fails: false,
    says: "Warning (readiness.oneSidedAlarm): HTTPCode_Target_5XX_Count: expected alarms on both target groups, observed errors on blue-group alone (that is blue's in this deployment, so that green is not watched). Add the same alarm on green-group",
  },
  "its alarm is on green's target group alone": {
    situation: { alarms: [on("green-group")] },
    fails: false,
    says: "on green-group alone (that is green's now, and blue's in the next deployment)",
  },
  "one of two metrics is watched on one side": {
    situation: {
      group: watching("errors", "errors-2", "slow"),
      alarms: [on("blue-group"), on("green-group", "errors-2"), on("green-group", "slow", "TargetResponseTime")],
    },
    fails: false,
    says: "Warning (readiness.oneSidedAlarm): TargetResponseTime: expected alarms on both target groups, observed slow",
  },
  "blue is kept too shortly for the next gate": {
    situation: { group: keeping(1) },
    fails: true,
    says: "expected blue to be kept for the 1.8 min that AfterAllowTraffic may take, observed a termination wait of 1 min. Blue could be gone before green is judged: raise terminationWaitTimeInMinutes to 2",
  },
  "nobody said how long blue is kept": {
    situation: { group: { blueGreenDeploymentConfiguration: undefined } },
    fails: true,
    says: "observed a termination wait of 0 min",
  },
  "blue is gone": {
    situation: { blue: null },
    fails: true,
    says: "Blue's task set ecs-svc/blue: expected it to run, observed that ECS no longer has it.",
  },
  "blue is drained": {
    situation: { blue: { status: "DRAINING" } },
    fails: true,
    says: "observed that it is being drained",
  },
  "blue may be gone before the bake is over": {
    situation: { group: keeping(9) },
    fails: false,
    says: "Warning (readiness.bakeOutlastsBlue): Deployment group shop-group: blue may be kept for 9 min, its termination wait, while green is watched for up to 10 min (bake)",
  },
  "blue runs nothing": { situation: { blue: { runningCount: 0 } }, fails: true, says: "observed 0 of 2 tasks running" },
  "blue is incomplete": {
    situation: { blue: { runningCount: 1 } },
    fails: false,
    says: "Warning (readiness.blueIncomplete): Blue's task set ecs-svc/blue: expected 2 tasks running, observed 1.",
  },
};

test.for(Object.entries(cases))("where %s, it is said, and fails or warns", async ([, { situation, fails, says }]) => {
  const { verdict, reason } = await run(situation);
  expect(reason).toContain(says);
  expect(verdict).toBe(fails ? "failed" : "passed");
});

test.for<[string, RollbackSituation]>([
  [
    "two alarms share the two sides",
    { group: watching("errors", "errors-2"), alarms: [on("blue-group"), on("green-group", "errors-2")] },
  ],
  ["an alarm watches another service's target group", { alarms: [on("other-group")] }],
  ["an alarm watches no target group", { alarms: [errorsOk] }],
  [
    "an alarm is made of others",
    { group: watching("all"), alarms: [], composite: [{ AlarmName: "all", StateValue: "OK" }] },
  ],
  ["blue has more tasks than it should", { blue: { runningCount: 3 } }],
  ["blue is kept just as long as green is watched", { group: keeping(10) }],
])("where %s, nothing is wrong", async ([, situation]) => {
  const { verdict, reason } = await run(situation);
  expect([verdict, reason]).toEqual(["passed", expect.not.stringContaining("Warning")]);
});

test.for<[string, RollbackSituation]>([
  [
    "fires",
    { group: watching("err\u202eors"), alarms: [{ ...on("blue-group", "err\u202eors"), StateValue: "ALARM" }] },
  ],
  ["is well", { group: watching("err\u202eors"), alarms: [on("blue-group", "err\u202eors")] }],
  ["is not watched", { group: { alarmConfiguration: { enabled: false, alarms: [{ name: "err\u202eors" }] } } }],
  ["is missing", { group: watching("err\u202eors"), alarms: [] }],
])("where an alarm %s, its name acts on no terminal", async ([, situation]) => {
  const { reason } = await run(situation);
  expect(reason).toContain(String.raw`err\u202eors`);
  expect(reason).not.toContain("\u202e");
});

test("a blue that is never terminated is kept long enough", async () => {
  const terminateBlueInstancesOnDeploymentSuccess = { action: "KEEP_ALIVE" } as const;
  const blueGreenDeploymentConfiguration = { terminateBlueInstancesOnDeploymentSuccess };
  expect((await run({ group: { blueGreenDeploymentConfiguration } })).reason).toContain("keeps blue for good");
});

test("the wait is measured by what the next gate may take, which its plan says", async () => {
  const plans = { "production-listener-answers-health": { atMost: "10m" } } as const;
  expect((await run({ group: keeping(10) }, { plans })).reason).toContain("for the 10.8 min that");
});

test.for<[string, HooksConfig, string]>([
  ["takes its time, what is learnt of blue included", { comparison: { learnBlue: "2m", atMost: "4m" } }, "the 4.3 min"],
  [
    "is off and takes none",
    { comparison: { atMost: "4m" }, checks: { "green-is-no-worse-than-blue": OFF } },
    "the 1.8 min",
  ],
  ["has no bake and takes none", { comparison: { atMost: "4m" }, bake: "0s" }, "the 1.8 min"],
])("a comparison that %s", async ([, configuration, says]) => {
  expect((await run({ group: keeping(1) }, configuration)).reason).toContain(`${says} that AfterAllowTraffic may take`);
});

test("a policy decides whether something fails, warns or is not said, and all that fails is said at once", async () => {
  const situation = { group: { ...keeping(0), autoRollbackConfiguration: { enabled: false } }, blue: null } as const;
  const all = await run(situation);
  for (const policy of ["rollbackOff", "rollbackOnAlarmOff", "shortTerminationWait", "blueGone"] as const) {
    expect(all.reason).toContain(`(readiness.${policy})`);
  }
  const readiness = {
    rollbackOff: "ignore",
    rollbackOnAlarmOff: "warn",
    shortTerminationWait: "warn",
    blueGone: "ignore",
  } as const;
  const { verdict, reason } = await run(situation, { readiness });
  expect([verdict, reason]).toEqual(["passed", expect.stringContaining("Warning (readiness.shortTerminationWait)")]);
  expect(reason).not.toMatch(/rollbackOff\)|blueGone/);
});
