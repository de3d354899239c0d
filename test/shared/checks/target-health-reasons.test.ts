import { TargetHealthReasonEnum } from "@aws-sdk/client-elastic-load-balancing-v2";
import { expect, test } from "vitest";
import { describeTargetHealth } from "../../../shared/checks/describe-target-health.ts";
import { healthReasonOf } from "../../../shared/checks/target-health-reasons.ts";
import type { TargetHealth } from "../../../shared/deployment/target-group.ts";
import { targetGroup } from "../../support/probe/installed-deployment.ts";

function target(state: string, reason?: string, description?: string): TargetHealth {
  return { id: "10.0.0.2", port: 80, availabilityZone: undefined, state, reason, description };
}

const CASES: readonly (readonly [state: string, reason: string, standing: string, words: string, advice: string])[] = [
  ["initial", "Elb.RegistrationInProgress", "pending", "still being registered", "has not judged them"],
  ["initial", "Elb.InitialHealthChecking", "pending", "first health checks", "has not judged them"],
  ["unhealthy", "Elb.InternalError", "unjudged", "internal error of the load balancer", "no fault of green's"],
  [
    "unhealthy",
    "Target.ResponseCodeMismatch",
    "bad",
    "answered its health check with 503",
    "GET /up and accepts 200-204",
  ],
  ["unhealthy", "Target.Timeout", "bad", "did not answer its health check in time", "GET /up must be answered in 5 s"],
  [
    "unhealthy",
    "Target.FailedHealthChecks",
    "bad",
    "refused or broken connection",
    "protocol (HTTP) and port (traffic-port)",
  ],
  ["unused", "Target.NotRegistered", "bad", "not registered", "container and port"],
  ["unused", "Target.NotInUse", "pending", "no listener forwards", "enable their availability zones"],
  ["unused", "Target.InvalidState", "bad", "stopped or terminated", "service's events"],
  ["unused", "Target.IpUnusable", "bad", "reserved for a load balancer", "subnets"],
  ["draining", "Target.DeregistrationInProgress", "bad", "taken out", "service's events"],
  ["unavailable", "Target.HealthCheckDisabled", "unjudged", "turned off", "Turn the target group's health checks on"],
];

test.for(CASES)("%s for %s is %s, in words and with what to do", ([state, reason, standing, words, advice]) => {
  const described = target(state, reason, "Health checks failed with these codes: [503]");
  const found = healthReasonOf(described);
  expect(found.standing).toBe(standing);
  expect(describeTargetHealth(described)).toMatch(new RegExp(`^10\\.0\\.0\\.2:80 ${state} \\(${reason}: .*${words}`));
  expect(found.advice(targetGroup("green-group"))).toContain(advice);
});

test("every reason code of the SDK is put into words", () => {
  expect(CASES.map(([, reason]) => reason).toSorted()).toEqual(Object.values(TargetHealthReasonEnum).toSorted());
});

test.for<[string, string | undefined, string | undefined, string, string]>([
  ["unhealthy", "Target.Strange", "Something new", "bad", "10.0.0.2:80 unhealthy (Target.Strange: Something new)"],
  ["unhealthy", undefined, undefined, "bad", "10.0.0.2:80 unhealthy"],
  ["unhealthy.draining", undefined, undefined, "bad", "10.0.0.2:80 unhealthy.draining"],
  ["initial", undefined, undefined, "pending", "10.0.0.2:80 initial"],
  [
    "unhealthy",
    "toString",
    "a name of every object",
    "bad",
    "10.0.0.2:80 unhealthy (toString: a name of every object)",
  ],
  ["unhealthy", "New", "red \u001b[31m\nline", "bad", String.raw`10.0.0.2:80 unhealthy (New: red \u001b[31m\nline)`],
])(
  "a target that is %s for %s, which nobody here knows, is told as it is",
  ([state, reason, description, standing, said]) => {
    const described = target(state, reason, description);
    expect([healthReasonOf(described).standing, describeTargetHealth(described)]).toEqual([standing, said]);
  },
);
