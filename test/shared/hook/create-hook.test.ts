import {
  GetDeploymentCommand,
  LifecycleEventAlreadyCompletedException,
  PutLifecycleEventHookExecutionStatusCommand,
} from "@aws-sdk/client-codedeploy";
import { expect, test } from "vitest";
import { InvalidEventError } from "../../../shared/hook/event.ts";
import { ReportError } from "../../../shared/hook/report-status.ts";
import { DEPLOYMENT_ID, HOOK_EVENT } from "../../support/aws-answers.ts";
import { refusal } from "../../support/mock-aws.ts";
import { saying, setUpHook } from "../../support/run-hook.ts";

test("a hook reports once, with the ids that it was called with", async () => {
  const hook = setUpHook();
  expect(await hook.invoke()).toBeUndefined();
  expect(
    hook.aws.codeDeploy.commandCalls(PutLifecycleEventHookExecutionStatusCommand).map(({ args }) => args[0].input),
  ).toEqual([
    {
      deploymentId: DEPLOYMENT_ID,
      lifecycleEventHookExecutionId: HOOK_EVENT.LifecycleEventHookExecutionId,
      status: "Succeeded",
    },
  ]);
});

test("the decision is logged with its checks, before the report", async () => {
  const hook = setUpHook([saying("passed", "one"), saying("failed", "two")]);
  await hook.invoke();
  expect(hook.log.line("hook decided")).toMatchObject({
    level: "warn",
    deploymentId: DEPLOYMENT_ID,
    lifecycleEvent: "AfterInstall",
    verdict: "failed",
    status: "Failed",
    mode: "enforce",
    reason: "1 of 2 checks passed. two: It said failed.",
    checks: [
      { name: "one", verdict: "passed" },
      { name: "two", verdict: "failed" },
    ],
  });
  const messages = hook.log.lines.map(({ message }) => message);
  expect(messages).toEqual([
    "configuration in force",
    "check decided",
    "check decided",
    "hook decided",
    "status reported",
  ]);
});

test("what was decided is counted", async () => {
  const hook = setUpHook([saying("inconclusive")]);
  await hook.invoke();
  expect(hook.recorded).toEqual([
    {
      deploymentId: DEPLOYMENT_ID,
      lifecycleEvent: "AfterInstall",
      verdict: "inconclusive",
      durationMs: expect.any(Number),
      reportAttempts: 1,
    },
  ]);
});

test("a second invocation knows nothing of the first", async () => {
  const hook = setUpHook();
  await hook.invoke();
  await expect(hook.invoke(900_000, {})).rejects.toThrow(InvalidEventError);
  expect(hook.log.line("event cannot be answered")).not.toHaveProperty("deploymentId");
});

test("an event without ids is refused by name, and nobody is called", async () => {
  const hook = setUpHook();
  await expect(hook.invoke(900_000, { LifecycleEvent: "AfterInstall" })).rejects.toThrow(
    /DeploymentId: .*LifecycleEventHookExecutionId: /,
  );
  expect(hook.aws.codeDeploy.calls()).toHaveLength(0);
  expect(hook.log.line("event cannot be answered").level).toBe("error");
});

test("an event that has its status already is done: the invocation ends well, and says that it changed nothing", async () => {
  const hook = setUpHook();
  const completed = new LifecycleEventAlreadyCompletedException({ message: "done", $metadata: {} });
  hook.aws.codeDeploy.on(PutLifecycleEventHookExecutionStatusCommand).rejects(completed);
  await hook.invoke();
  expect(hook.statuses()).toEqual(["Succeeded"]);
  expect(hook.log.line("status had no effect")).toMatchObject({
    level: "warn",
    status: "Succeeded",
    reason: expect.stringMatching(/an earlier invocation or because the deployment was stopped/),
  });
});

test("a report that is refused for good is logged with its cause, and the invocation fails", async () => {
  const hook = setUpHook();
  hook.aws.codeDeploy.on(PutLifecycleEventHookExecutionStatusCommand).rejects(refusal("InvalidDeploymentIdException"));
  await expect(hook.invoke()).rejects.toThrow(ReportError);
  expect(hook.statuses()).toHaveLength(1);
  expect(hook.log.line("status could not be reported")).toMatchObject({
    level: "error",
    error: { cause: { code: "InvalidDeploymentIdException" } },
  });
  expect(hook.reason()).toContain("1 of 1 checks passed");
});

test("without credentials a hook gives up at once", async () => {
  const hook = setUpHook();
  hook.aws.codeDeploy.rejects(refusal("CredentialsProviderError", "Could not load credentials from any providers"));
  hook.aws.codeDeploy.on(GetDeploymentCommand).rejects(refusal("CredentialsProviderError"));
  hook.aws.codeDeploy.on(PutLifecycleEventHookExecutionStatusCommand).rejects(refusal("CredentialsProviderError"));
  await expect(hook.invoke()).rejects.toThrow(/No AWS credentials were found/);
  expect(hook.statuses()).toHaveLength(1);
});

test("metrics that cannot be written do not fail an invocation that has reported: Lambda would repeat it", async () => {
  const hook = setUpHook();
  hook.metrics.record = () => {
    throw new Error("no stdout");
  };
  await hook.invoke();
  expect(hook.statuses()).toEqual(["Succeeded"]);
  expect(hook.log.line("metrics could not be written").level).toBe("error");
});
