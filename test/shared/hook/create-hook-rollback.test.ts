import { GetDeploymentCommand } from "@aws-sdk/client-codedeploy";
import { expect, test, vi } from "vitest";
import type { LoadModule } from "../../../shared/configuration/load-configuration.ts";
import { deploymentInfo } from "../../support/aws-answers.ts";
import { saying, setUpHook } from "../../support/run-hook.ts";

const rollback = { deploymentInfo: deploymentInfo({ creator: "codeDeployRollback" }) };

test.for([
  { info: deploymentInfo({ creator: "codeDeployRollback" }), why: "its creator is codeDeployRollback" },
  { info: deploymentInfo({ creator: "CloudFormationRollback" }), why: "its creator is CloudFormationRollback" },
  {
    info: deploymentInfo({ creator: "user", rollbackInfo: { rollbackTriggeringDeploymentId: "d-BAD" } }),
    why: "it rolls deployment d-BAD back",
  },
])("a rescue succeeds at once and says so: $why", async ({ info, why }) => {
  const hook = setUpHook([saying("failed")]);
  hook.aws.codeDeploy.on(GetDeploymentCommand).resolves({ deploymentInfo: info });
  await hook.invoke();
  expect(hook.statuses()).toEqual(["Succeeded"]);
  expect(hook.reason()).toBe(
    `Deployment ${info.deploymentId} is a rollback (${why}): nothing was checked, because a rescue is never blocked.`,
  );
  expect(hook.aws.ecs.calls()).toHaveLength(0);
});

test.for<[string, LoadModule]>([
  ["throws", () => Promise.reject(new Error("boom"))],
  ["has problems", async () => ({ default: { mode: "off" } })],
  ["never resolves", () => new Promise(() => undefined)],
  [
    "would crash the function",
    () => {
      setImmediate(() => {
        throw new Error("boom");
      });
      return new Promise(() => undefined);
    },
  ],
])("a configuration that %s does not block a rescue: it is not even loaded", async ([, broken]) => {
  const load = vi.fn<LoadModule>(broken);
  const hook = setUpHook([saying("failed")], load);
  hook.aws.codeDeploy.on(GetDeploymentCommand).resolves(rollback);
  await hook.invoke();
  expect(hook.statuses()).toEqual(["Succeeded"]);
  expect(load).not.toHaveBeenCalled();
});

test("a deployment that was rolled back is no rescue itself", async () => {
  const hook = setUpHook([saying("failed")]);
  const info = deploymentInfo({ rollbackInfo: { rollbackDeploymentId: "d-RESCUE" } });
  hook.aws.codeDeploy.on(GetDeploymentCommand).resolves({ deploymentInfo: info });
  await hook.invoke();
  expect(hook.statuses()).toEqual(["Failed"]);
});
