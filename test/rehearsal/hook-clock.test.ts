import { expect, test } from "vitest";
import { HOOK_LIMIT_SECONDS } from "../../rehearsal/codedeploy/run-hook.ts";
import { createDeploymentClock } from "../../rehearsal/deployment-clock.ts";
import { healthCheckSettings } from "../../rehearsal/health-check-settings.ts";
import { createHookClock } from "../../rehearsal/hook-clock.ts";

test.for([
  { scale: 1, seconds: 3600 },
  { scale: 10, seconds: 360 },
  { scale: 60, seconds: 160 },
  { scale: 600, seconds: 160 },
])("the hour of a hook takes $seconds s where $scale s of deployment time pass in one", ({ scale, seconds }) => {
  expect(createHookClock(scale).wallMs(HOOK_LIMIT_SECONDS)).toBeCloseTo(seconds * 1000);
});

test.for([
  { targets: 6, scale: 1, seconds: 10 },
  { targets: 6, scale: 60, seconds: 10 },
  { targets: 6, scale: 600, seconds: 18 },
  { targets: 100, scale: 60, seconds: 30 },
  { targets: 100, scale: 600, seconds: 300 },
])("$targets targets are checked every $seconds s of deployment time at $scale", ({ targets, scale, seconds }) => {
  const needs = { path: "/", matcher: "200", targets };
  expect(healthCheckSettings(needs, createDeploymentClock(scale)).intervalSeconds).toBe(seconds);
});
