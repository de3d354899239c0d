import { GetDeploymentGroupCommand } from "@aws-sdk/client-codedeploy";
import { expect, test } from "vitest";
import { getRollbackSettings } from "../../../shared/deployment/rollback-settings.ts";
import { refusal, mockAws } from "../../support/mock-aws.ts";
import { answerRollback, type RollbackSituation } from "../../support/probe/answer-rollback.ts";

const running = new AbortController().signal;
const DEPLOYMENT = { id: "d-1A2B3C4D5", application: "shop-app", deploymentGroup: "shop-group" };

function settingsOf(situation: RollbackSituation) {
  const aws = mockAws();
  answerRollback(aws, situation);
  return getRollbackSettings(aws.clients, DEPLOYMENT, running);
}

test("what the deployment leaves out is its group's", async () => {
  expect(await settingsOf({})).toEqual({
    events: ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"],
    alarms: { enabled: true, names: ["errors"] },
    ignoresPollFailures: false,
    terminationWaitMinutes: 60,
  });
});

test("what the deployment has of its own takes the place of its group's", async () => {
  const deployment: RollbackSituation["deployment"] = {
    autoRollbackConfiguration: { enabled: true, events: ["DEPLOYMENT_FAILURE"] },
    overrideAlarmConfiguration: { enabled: true, ignorePollAlarmFailure: true, alarms: [{ name: "own" }] },
    blueGreenDeploymentConfiguration: { terminateBlueInstancesOnDeploymentSuccess: { action: "KEEP_ALIVE" } },
  };
  expect(await settingsOf({ deployment })).toEqual({
    events: ["DEPLOYMENT_FAILURE"],
    alarms: { enabled: true, names: ["own"] },
    ignoresPollFailures: true,
    terminationWaitMinutes: undefined,
  });
});

test("what nobody said is off, and blue is kept for no time", async () => {
  const group = {
    autoRollbackConfiguration: undefined,
    alarmConfiguration: undefined,
    blueGreenDeploymentConfiguration: undefined,
  };
  expect(await settingsOf({ group })).toEqual({
    events: [],
    alarms: { enabled: false, names: [] },
    ignoresPollFailures: false,
    terminationWaitMinutes: 0,
  });
});

test("a group that may not be read names the permission", async () => {
  const aws = mockAws();
  answerRollback(aws, {});
  aws.codeDeploy.on(GetDeploymentGroupCommand).rejects(refusal("AccessDeniedException"));
  await expect(getRollbackSettings(aws.clients, DEPLOYMENT, running)).rejects.toThrow(
    "Allow codedeploy:GetDeploymentGroup",
  );
});
