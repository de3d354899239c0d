import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { RehearsedDeployment } from "../../rehearsal/codedeploy/deployment.ts";
import { createNarrator } from "../../rehearsal/narrator.ts";
import type { HookResult, RehearsalResult } from "../../rehearsal/result.ts";

const REASON = "green task 1: expected status 200, observed status 503";

function hookWith(verdict: HookResult["verdict"], status: string): HookResult {
  const checks = [
    { name: "no-alarm-is-firing", mode: "enforce", verdict: "passed", reason: "No alarm fires." },
    { name: "smoke-tests-pass", mode: "enforce", verdict, reason: REASON },
  ] as const;
  const reason = `1 of 2 checks passed. smoke-tests-pass: ${REASON}`;
  return { lifecycleEvent: "AfterInstall", status, verdict, reason, durationMs: 1, checks };
}

/** All that is said of a deployment with one hook. */
function narrate(hook: HookResult, isObserved: boolean): string {
  const stream = new PassThrough();
  const narrator = createNarrator(stream);
  const deployment = new RehearsedDeployment({ id: "d-1", creator: "user", rollsBack: undefined });
  const isFailed = hook.status !== "Succeeded";
  const result: RehearsalResult = {
    deployment: {
      id: "d-1",
      status: isFailed ? "Failed" : "Succeeded",
      errorInformation: isFailed ? { code: "HOOK_EXECUTION_FAILURE", message: "A function failed." } : null,
      config: "AllAtOnce",
    },
    lifecycleEvents: [],
    hooks: [hook],
    statusReports: [],
    trafficShifts: [],
    customers: { requests: 1, answeredByBlue: 1, answeredByGreen: 0, errors: 0 },
    rollback: null,
    wallMs: 1,
  };
  const event = {
    name: "AfterInstall",
    status: isFailed ? "Failed" : "Succeeded",
    startedAt: new Date(),
    endedAt: new Date(),
  } as const;
  narrator.event(deployment, event, hook, isObserved);
  narrator.result(result, { rollbackMessage: undefined, observedHooks: isObserved ? [hook] : [] });
  return String(stream.read());
}

test("the reason of a failure is said once, and last", () => {
  const said = narrate(hookWith("failed", "Failed"), false);
  expect(said).toContain("✗ smoke-tests-pass: failed\n");
  expect(said).toContain("✓ no-alarm-is-firing: No alarm fires.");
  expect(said.split(REASON)).toHaveLength(2);
  expect(said.trimEnd().endsWith(REASON)).toBe(true);
});

test("what only mode observe let pass is said at the end, with what enforce would have done", () => {
  const said = narrate(hookWith("inconclusive", "Succeeded"), true);
  expect(said).toContain("Mode observe: enforce would have stopped this deployment at AfterInstall.");
  expect(said.split(REASON)).toHaveLength(2);
  expect(said.trimEnd().endsWith(REASON)).toBe(true);
});

test("a doubt that the configuration lets pass in either mode is said where it came up", () => {
  const said = narrate(hookWith("inconclusive", "Succeeded"), false);
  expect(said).toContain(`? smoke-tests-pass: ${REASON}`);
  expect(said).not.toContain("observe:");
});

test.for([
  ["observe", "✗ blue-is-healthy (observed, does not count: failed): 0 of 2 are healthy."],
  ["off", "- blue-is-healthy: 0 of 2 are healthy."],
] as const)("a check whose mode is %s is told apart, and its reason is not left for the end", ([mode, expected]) => {
  const hook = hookWith("failed", "Failed");
  const other = { name: "blue-is-healthy", mode, verdict: "failed", reason: "0 of 2 are healthy." } as const;
  expect(narrate({ ...hook, checks: [...hook.checks, other] }, false)).toContain(expected);
});
