import { GetDeploymentTargetCommand, ListDeploymentTargetsCommand } from "@aws-sdk/client-codedeploy";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { confirmLifecycleEvent } from "../../../shared/deployment/confirm-lifecycle-event.ts";
import { UnusableDeploymentError, WrongLifecycleEventError } from "../../../shared/deployment/errors.ts";
import { DEPLOYMENT_ID, deploymentTarget, FUNCTION } from "../../support/aws-answers.ts";
import { mockAws } from "../../support/mock-aws.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const HOOKS = { BeforeInstall: `${FUNCTION}one`, AfterInstall: `${FUNCTION}one` };

/** @param seen the events in progress at each look; the last one stays */
function setUp(seen: readonly (readonly string[])[], signal = new AbortController().signal) {
  const { clients, codeDeploy } = mockAws();
  let looks = 0;
  codeDeploy
    .on(ListDeploymentTargetsCommand)
    .resolves({ targetIds: ["shop:web"] })
    .on(GetDeploymentTargetCommand)
    .callsFake(async () => {
      const events = seen[Math.min(looks, seen.length - 1)] ?? [];
      looks += 1;
      return { deploymentTarget: deploymentTarget(...events) };
    });
  const confirmed = confirmLifecycleEvent(clients, DEPLOYMENT_ID, "AfterInstall", HOOKS, signal);
  const outcome = confirmed.catch((error: unknown) => error);
  return { outcome, looks: () => looks };
}

test("the event in progress is confirmed with one look, and says which service it is for", async () => {
  const { outcome, looks } = setUp([["AfterInstall"]]);
  expect(await outcome).toEqual({ cluster: "shop", service: "web", inProgress: ["AfterInstall"] });
  expect(looks()).toBe(1);
});

test("an event that CodeDeploy shows a moment later is waited for", async () => {
  const { outcome } = setUp([[], ["Install"], ["AfterInstall"]]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await outcome).toMatchObject({ service: "web" });
});

test("another event that stays in progress is named, with the function that each event calls", async () => {
  const { outcome, looks } = setUp([["BeforeInstall"]]);
  await vi.advanceTimersByTimeAsync(2_000);
  const error = await outcome;
  expect(error).toBeInstanceOf(WrongLifecycleEventError);
  expect(error).toMatchObject({
    message:
      "This function is for AfterInstall, but the lifecycle event in progress is BeforeInstall. " +
      `In the AppSpec BeforeInstall calls ${FUNCTION}one, AfterInstall calls ${FUNCTION}one. ` +
      "Give each event its own function in the Hooks section",
  });
  expect(looks()).toBe(5);
});

test("a deployment with no event in progress is not blamed on the AppSpec", async () => {
  const { outcome } = setUp([[]]);
  await vi.advanceTimersByTimeAsync(2_000);
  const error = await outcome;
  expect(error).toBeInstanceOf(UnusableDeploymentError);
  expect(error).toMatchObject({
    message: expect.stringContaining(`deployment ${DEPLOYMENT_ID} has no lifecycle event in progress`),
  });
});

test("the wait ends with the deadline, and leaves no timer", async () => {
  const stop = new AbortController();
  const { outcome } = setUp([[]], stop.signal);
  await vi.advanceTimersByTimeAsync(100);
  const reason = new Error("The checks had 3.0 s");
  stop.abort(reason);
  expect(await outcome).toBe(reason);
  expect(vi.getTimerCount()).toBe(0);
});
