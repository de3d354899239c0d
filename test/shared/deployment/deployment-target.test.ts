import {
  GetDeploymentTargetCommand,
  ListDeploymentTargetsCommand,
  type DeploymentTarget,
} from "@aws-sdk/client-codedeploy";
import { expect, test } from "vitest";
import { getDeploymentTarget } from "../../../shared/deployment/deployment-target.ts";
import { UnusableDeploymentError } from "../../../shared/deployment/errors.ts";
import { DEPLOYMENT_ID, deploymentTarget } from "../../support/aws-answers.ts";
import { mockAws } from "../../support/mock-aws.ts";

function ask(targetIds: string[], target: DeploymentTarget | undefined) {
  const { clients, codeDeploy } = mockAws();
  codeDeploy.on(ListDeploymentTargetsCommand).resolves({ targetIds });
  codeDeploy.on(GetDeploymentTargetCommand).resolves(target ? { deploymentTarget: target } : {});
  return getDeploymentTarget(clients, DEPLOYMENT_ID, new AbortController().signal);
}

test("the cluster is read from the target's id: the ARN may leave it out", async () => {
  expect(await ask(["shop:web"], deploymentTarget("Install"))).toEqual({
    cluster: "shop",
    service: "web",
    inProgress: ["Install"],
  });
});

test("events without a status or a name are not in progress", async () => {
  const ecsTarget = {
    lifecycleEvents: [{ lifecycleEventName: "AfterInstall" }, { status: "InProgress" as const }, {}],
  };
  expect(await ask(["shop:web"], { ecsTarget })).toMatchObject({ inProgress: [] });
  expect(await ask(["shop:web"], { ecsTarget: {} })).toMatchObject({ inProgress: [] });
});

test.for<[string, string[], DeploymentTarget | undefined, string]>([
  ["without a target", [], undefined, "answered without targetId"],
  ["whose target is not told", ["shop:web"], undefined, "answered without target"],
  ["of CloudFormation's", ["shop:web"], { cloudFormationTarget: {} }, "answered without target"],
  ["of a Lambda function", ["shop:web"], { lambdaTarget: {} }, "answered without target"],
  [
    "whose target has no cluster",
    ["web"],
    deploymentTarget(),
    'Deployment target "web": expected an id such as "cluster:service"',
  ],
  ["whose target has too many parts", ["a:b:c"], deploymentTarget(), 'Deployment target "a:b:c"'],
])("a deployment %s is refused", async ([, ids, target, problem]) => {
  const asked = ask(ids, target);
  await expect(asked).rejects.toThrow(UnusableDeploymentError);
  await expect(asked).rejects.toThrow(problem);
});
