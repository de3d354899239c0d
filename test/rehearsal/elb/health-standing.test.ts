import { expect, test } from "vitest";

import type { HealthCheckOutcome } from "../../../rehearsal/elb/health-check.ts";
import { judgeCheck, UNJUDGED } from "../../../rehearsal/elb/health-standing.ts";
import { describeCodeMismatch, TIMED_OUT } from "../../../rehearsal/elb/target-health.ts";

const OUTCOMES: Record<string, HealthCheckOutcome> = {
  "+": { ok: true },
  "-": { ok: false, health: describeCodeMismatch(503) },
  t: { ok: false, health: TIMED_OUT },
};

// Thresholds: 3 passes, 2 failures.
test.for([
  { checks: "+", state: "healthy", reason: undefined, rule: "one pass makes a new target healthy" },
  { checks: "-", state: "initial", reason: "Elb.InitialHealthChecking", rule: "one failure leaves it initial" },
  { checks: "-+", state: "healthy", reason: undefined, rule: "one pass after a failure makes it healthy" },
  { checks: "--", state: "unhealthy", reason: "Target.ResponseCodeMismatch", rule: "the threshold makes it unhealthy" },
  { checks: "+-", state: "healthy", reason: undefined, rule: "a single failure is forgiven" },
  { checks: "+-+-", state: "healthy", reason: undefined, rule: "failures that are not in a row are forgiven" },
  { checks: "+-t", state: "unhealthy", reason: "Target.Timeout", rule: "the latest failure gives the reason" },
  { checks: "--t", state: "unhealthy", reason: "Target.Timeout", rule: "an unhealthy target takes a new reason" },
  { checks: "--++", state: "unhealthy", reason: "Target.ResponseCodeMismatch", rule: "two passes are too few" },
  { checks: "--+++", state: "healthy", reason: undefined, rule: "the threshold makes it healthy again" },
])("checks $checks: $rule", ({ checks, state, reason }) => {
  let standing = UNJUDGED;
  for (const check of checks) {
    standing = judgeCheck(standing, OUTCOMES[check] ?? { ok: true }, { healthyThreshold: 3, unhealthyThreshold: 2 });
  }
  expect([standing.health.state, standing.health.reason]).toEqual([state, reason]);
});
