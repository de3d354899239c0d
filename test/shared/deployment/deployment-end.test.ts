import { expect, test } from "vitest";
import { deploymentEnd } from "../../../shared/deployment/deployment-end.ts";
import { deploymentInfo } from "../../support/aws-answers.ts";

test.for([
  { status: "InProgress", ended: undefined },
  { status: "Ready", ended: undefined },
  { status: "Baking", ended: undefined },
  { status: "Stopped", ended: "it was stopped" },
  { status: "Failed", ended: "it has failed" },
  { status: "Succeeded", ended: "it has succeeded" },
  { status: "Failed", rollbackInfo: { rollbackDeploymentId: "d-9" }, ended: "deployment d-9 rolls it back" },
  { status: "InProgress", rollbackInfo: { rollbackDeploymentId: "" }, ended: undefined },
] as const)("a deployment that is $status: $ended", ({ ended, ...info }) => {
  const summary = { id: "d-1", creator: "user", rollback: undefined, info: deploymentInfo(info) };
  expect(deploymentEnd(summary)).toBe(ended);
});
