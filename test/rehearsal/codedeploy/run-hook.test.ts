import { expect, test } from "vitest";
import { RehearsedDeployment } from "../../../rehearsal/codedeploy/deployment.ts";
import { HookExecutions } from "../../../rehearsal/codedeploy/hook-executions.ts";
import { runHook, type HookCaller } from "../../../rehearsal/codedeploy/run-hook.ts";
import { createDeploymentClock } from "../../../rehearsal/deployment-clock.ts";
import { FunctionNotFoundError } from "../../../rehearsal/lambda/lambda-errors.ts";

/** The hour takes 40 ms. */
const FAST = createDeploymentClock(90_000);
const HOOKS = {
  BeforeInstall: "before",
  AfterInstall: "after",
  AfterAllowTestTraffic: "test",
  BeforeAllowTraffic: "last",
  AfterAllowTraffic: "bake",
};

function callerThat(invoke: (executions: HookExecutions, name: string, payload: string) => void): HookCaller {
  const executions = new HookExecutions(() => true);
  return {
    executions,
    hooks: HOOKS,
    clock: FAST,
    hold: undefined,
    invoke: (name, payload) => invoke(executions, name, payload),
  };
}

function release(): RehearsedDeployment {
  return new RehearsedDeployment({ id: "d-AAAAAAAAA", creator: "user", rollsBack: undefined });
}

const never = new AbortController().signal;

test("a hook that never reports fails its event when the hour is over, whatever its function returned", async () => {
  const caller = callerThat(() => undefined);
  await expect(runHook(release(), "AfterInstall", caller, never)).rejects.toMatchObject({
    name: "DeploymentFailure",
    code: "TIMEOUT",
    message: expect.stringContaining("within one hour after a deployment hook is invoked"),
  });
});

test("the event holds exactly the two members that CodeDeploy sends, and its own function is called", async () => {
  const calls: string[] = [];
  const caller = callerThat((executions, name, payload) => {
    const event = JSON.parse(payload);
    calls.push(name, ...Object.keys(event));
    executions.put(event.DeploymentId, event.LifecycleEventHookExecutionId, "Succeeded");
  });
  await runHook(release(), "AfterAllowTestTraffic", caller, never);
  expect(calls).toEqual(["test", "DeploymentId", "LifecycleEventHookExecutionId"]);
});

test("a hook that reports Failed fails its event in AWS's own words", async () => {
  const caller = callerThat((executions, _, payload) => {
    const event = JSON.parse(payload);
    executions.put(event.DeploymentId, event.LifecycleEventHookExecutionId, "Failed");
  });
  await expect(runHook(release(), "BeforeInstall", caller, never)).rejects.toMatchObject({
    code: "HOOK_EXECUTION_FAILURE",
  });
});

test("a function that does not exist fails its event at once", async () => {
  const caller = callerThat((_, name) => {
    throw new FunctionNotFoundError(name);
  });
  await expect(runHook(release(), "BeforeInstall", caller, never)).rejects.toMatchObject({
    code: "INVALID_LAMBDA_FUNCTION",
  });
});

test("an event that calls no function succeeds without one", async () => {
  const caller = callerThat(() => {
    throw new Error("called");
  });
  await expect(runHook(release(), "Install", caller, never)).resolves.toBeUndefined();
});

test("an interruption ends the wait with its own reason", async () => {
  const interruption = new AbortController();
  const caller = callerThat(() => interruption.abort(new Error("interrupted")));
  await expect(runHook(release(), "BeforeInstall", caller, interruption.signal)).rejects.toThrow("interrupted");
});
