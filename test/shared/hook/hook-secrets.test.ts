import { GetParameterCommand } from "@aws-sdk/client-ssm";
import { expect, test } from "vitest";
import type { Check } from "../../../shared/checks/check.ts";
import type { InstalledDeployment } from "../../../shared/deployment/deployment.ts";
import { refusal } from "../../support/mock-aws.ts";
import { setUpHook } from "../../support/run-hook.ts";

const reading: Check<InstalledDeployment> = {
  name: "reading",
  run: async ({ secrets }, signal) => {
    const token = await secrets("ssm:/shop/token", signal);
    return { verdict: token === "hunter2" ? "passed" : "failed", reason: "It read the secret." };
  },
};

test("checks read secrets, each once in an invocation and again in the next", async () => {
  const { aws, invoke, statuses } = setUpHook([reading, { ...reading, name: "reading-too" }]);
  aws.ssm.on(GetParameterCommand).resolves({ Parameter: { Value: "hunter2" } });
  await invoke();
  expect(aws.ssm.commandCalls(GetParameterCommand)).toHaveLength(1);
  await invoke();
  expect(aws.ssm.commandCalls(GetParameterCommand)).toHaveLength(2);
  expect(statuses()).toEqual(["Succeeded", "Succeeded"]);
});

test("a secret that may not be read says by which parameter it could be", async () => {
  const { aws, invoke, reason, statuses } = setUpHook([reading]);
  aws.ssm.on(GetParameterCommand).rejects(Object.assign(refusal("AccessDeniedException"), { $fault: "client" }));
  await invoke();
  expect(reason()).toContain('Secret "ssm:/shop/token": ssm:GetParameter did not succeed: AccessDeniedException');
  expect(reason()).toContain("name the ARN in the parameter secretArns");
  expect(statuses()).toEqual(["Failed"]);
});

test("a variable of the environment is read through the hook's runtime alone", async () => {
  const check: Check<InstalledDeployment> = {
    ...reading,
    run: async ({ secrets }, signal) => {
      return { verdict: "passed", reason: await secrets("env:PATH", signal) };
    },
  };
  const { invoke, reason } = setUpHook([check]);
  await invoke();
  expect(reason()).toContain("expected a variable PATH with some text in the environment");
});
