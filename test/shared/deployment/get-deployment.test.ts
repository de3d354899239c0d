import { GetDeploymentCommand, type DeploymentInfo } from "@aws-sdk/client-codedeploy";
import { expect, onTestFinished, test, vi } from "vitest";
import type { AwsCallError } from "../../../shared/deployment/errors.ts";
import { getDeployment, releaseOf } from "../../../shared/deployment/get-deployment.ts";
import { ARNS, DEPLOYMENT_ID, deploymentInfo, withoutTestListener } from "../../support/aws-answers.ts";
import { mockAws, refusal } from "../../support/mock-aws.ts";

const running = new AbortController().signal;
const summaryOf = (info: DeploymentInfo) => ({
  id: DEPLOYMENT_ID,
  creator: info.creator ?? "",
  rollback: undefined,
  info,
});

test("an answer without a deployment is an error that says so", async () => {
  const { clients, codeDeploy } = mockAws();
  codeDeploy.on(GetDeploymentCommand).resolves({});
  await expect(getDeployment(clients, DEPLOYMENT_ID, running)).rejects.toThrow(
    `GetDeployment of ${DEPLOYMENT_ID} answered without info`,
  );
});

test.for<[string, DeploymentInfo, string | undefined]>([
  ["a user's deployment is a release", deploymentInfo(), undefined],
  ["CloudFormation's deployment is a release", deploymentInfo({ creator: "CloudFormation" }), undefined],
  [
    "an empty reference is no rollback",
    deploymentInfo({ rollbackInfo: { rollbackTriggeringDeploymentId: "" } }),
    undefined,
  ],
  [
    "CodeDeploy's rollback is one",
    deploymentInfo({ creator: "codeDeployRollback" }),
    "its creator is codeDeployRollback",
  ],
])("%s", async ([, info, rollback]) => {
  const { clients, codeDeploy } = mockAws();
  codeDeploy.on(GetDeploymentCommand).resolves({ deploymentInfo: info });
  expect(await getDeployment(clients, DEPLOYMENT_ID, running)).toMatchObject({ id: DEPLOYMENT_ID, rollback });
});

test.for([
  { denials: 4, calls: 5, outcome: "the deployment" },
  { denials: 9, calls: 5, outcome: "AccessDeniedException" },
])(
  "a role that is denied $denials times ends in $outcome: new roles are not known at once",
  async ({ denials, calls, outcome }) => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    const { clients, codeDeploy } = mockAws();
    let asked = 0;
    codeDeploy.on(GetDeploymentCommand).callsFake(() => {
      asked += 1;
      if (asked <= denials) throw refusal("AccessDeniedException");
      return { deploymentInfo: deploymentInfo() };
    });
    const asking = getDeployment(clients, DEPLOYMENT_ID, running).then(
      () => "the deployment",
      (error: AwsCallError) => error.code,
    );
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await asking).toBe(outcome);
    expect(asked).toBe(calls);
  },
);

test("a release is what GetDeployment says of it", () => {
  expect(releaseOf(summaryOf(deploymentInfo()))).toEqual({
    id: DEPLOYMENT_ID,
    application: "shop-app",
    deploymentGroup: "shop-group",
    config: "CodeDeployDefault.ECSAllAtOnce",
    revision: { revisionType: "AppSpecContent", appSpecContent: { sha256: "a".repeat(64) } },
    alarmsOverride: undefined,
    productionListenerArn: ARNS.production,
    testListenerArn: ARNS.test,
    targetGroupNames: ["a", "b"],
  });
});

test("a deployment group may have no test listener", () => {
  expect(releaseOf(summaryOf(withoutTestListener())).testListenerArn).toBeUndefined();
});

test("a deployment's own alarms take the place of its group's, also where they are off", () => {
  const info = deploymentInfo({ overrideAlarmConfiguration: { alarms: [{ name: "a" }, {}] } });
  expect(releaseOf(summaryOf(info)).alarmsOverride).toEqual({ enabled: false, names: ["a"] });
});

test("every member that is missing is named at once", () => {
  const info: DeploymentInfo = { computePlatform: "ECS", creator: "user" };
  expect(() => releaseOf(summaryOf(info))).toThrow(
    `GetDeployment of ${DEPLOYMENT_ID} answered without application, deploymentGroup, config, revision, productionListenerArn, targetGroups`,
  );
});

test("a deployment of CloudFormation's, which has no group, is told from an incomplete answer", () => {
  const info: DeploymentInfo = {
    computePlatform: "ECS",
    creator: "CloudFormation",
    externalId: "arn:aws:cloudformation:stack",
  };
  expect(() => releaseOf(summaryOf(info))).toThrow(
    /was created by CloudFormation .* no application, no deployment group and no AppSpec/,
  );
});

test.for<[DeploymentInfo["computePlatform"], string]>([
  ["Lambda", "Lambda"],
  ["Server", "Server"],
  [undefined, "(none named)"],
])("a deployment for the platform %s is refused by name", ([computePlatform, name]) => {
  const { computePlatform: _, ...info } = deploymentInfo();
  expect(() => releaseOf(summaryOf({ ...info, ...(computePlatform && { computePlatform }) }))).toThrow(
    `Deployment ${DEPLOYMENT_ID} is for the compute platform ${name}: expected ECS`,
  );
});
