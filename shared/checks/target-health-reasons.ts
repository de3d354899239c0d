import type { TargetGroup, TargetHealth } from "../deployment/target-group.ts";

/**
 * - `pending`: the load balancer has not judged yet, and will.
 * - `unjudged`: it does not judge, which says nothing of the target.
 * - `bad`: it has judged, or the target can never serve.
 */
export type HealthStanding = "pending" | "unjudged" | "bad";

interface HealthReason {
  readonly standing: HealthStanding;
  /** What it means; may follow "because". */
  readonly words: (target: TargetHealth) => string;
  readonly advice: (group: TargetGroup) => string;
}

const NOT_JUDGED_IN_TIME =
  "The load balancer has not judged them in the time there was: its health check interval may be longer than this function's time-out.";

/** By the reason codes of the Elastic Load Balancing API reference, TargetHealth. */
const REASONS: Readonly<Record<string, HealthReason>> = {
  "Elb.RegistrationInProgress": {
    standing: "pending",
    words: () => "it is still being registered",
    advice: () => NOT_JUDGED_IN_TIME,
  },
  "Elb.InitialHealthChecking": {
    standing: "pending",
    words: () => "its first health checks are not over",
    advice: () => NOT_JUDGED_IN_TIME,
  },
  "Elb.InternalError": {
    standing: "unjudged",
    words: () => "its health checks failed for an internal error of the load balancer",
    advice: () => "That is no fault of green's: look at the AWS Health Dashboard, and deploy again.",
  },
  "Target.ResponseCodeMismatch": {
    standing: "bad",
    words: (target) => `it answered its health check with ${codesIn(target) ?? "a code that is not accepted"}`,
    advice: ({ healthCheck: { path, codes } }) =>
      `Its health check is GET ${path} and accepts ${codes ?? "200"}: look at what the tasks log for it, and compare path and codes.`,
  },
  "Target.Timeout": {
    standing: "bad",
    words: () => "it did not answer its health check in time",
    advice: ({ healthCheck: { path, timeoutSeconds } }) =>
      `GET ${path} must be answered in ${timeoutSeconds} s: the task is slow or hangs, or its security group does not let the load balancer's in.`,
  },
  "Target.FailedHealthChecks": {
    standing: "bad",
    words: () => "its health check met a refused or broken connection, or an answer that is no HTTP",
    advice: ({ healthCheck: { protocol, port } }) =>
      `Compare the health check's protocol (${protocol}) and port (${port}) with what the container listens on, and look at the task's log.`,
  },
  "Target.NotRegistered": {
    standing: "bad",
    words: () => "it is not registered with the target group",
    advice: () => "Look at the service's events, and at the container and port that its load balancer settings name.",
  },
  "Target.NotInUse": {
    standing: "pending",
    words: () => "no listener forwards to its target group, or its zone is not enabled for the load balancer",
    advice: () =>
      "Where only some are so, enable their availability zones for the load balancer; where all are, see that a listener forwards to the group.",
  },
  "Target.DeregistrationInProgress": {
    standing: "bad",
    words: () => "it is being taken out of the target group",
    advice: () => "Its task ends, or somebody deregistered it: look at the service's events.",
  },
  "Target.InvalidState": {
    standing: "bad",
    words: () => "it is stopped or terminated",
    advice: () => "Look at the service's events for why it ended.",
  },
  "Target.IpUnusable": {
    standing: "bad",
    words: () => "its IP address is reserved for a load balancer",
    advice: () => "Give the tasks subnets whose addresses no load balancer uses.",
  },
  "Target.HealthCheckDisabled": {
    standing: "unjudged",
    words: () => "health checks are turned off for its target group",
    advice: () =>
      "Turn the target group's health checks on: without them the load balancer sends customers to any task.",
  },
};

/** What an unhealthy target without a known code deserves: codes may be added. */
const UNKNOWN: HealthReason = {
  standing: "bad",
  words: ({ description }) => description ?? "no reason is given",
  advice: () =>
    "Compare the health check's path, port and codes with what the tasks answer, and their security group with the load balancer's.",
};

/** States that are no judgement, for targets without a known code. */
const PENDING_STATES = new Set(["initial", "unused", "unavailable"]);

/** What is known of a target that is not healthy. */
export function healthReasonOf({ state, reason }: TargetHealth): HealthReason {
  const known = reason !== undefined && Object.hasOwn(REASONS, reason) ? REASONS[reason] : undefined;
  if (known) return known;
  if (!PENDING_STATES.has(state)) return UNKNOWN;
  return { ...UNKNOWN, standing: "pending", advice: () => NOT_JUDGED_IN_TIME };
}

/** `503` of "Health checks failed with these codes: [503]". */
function codesIn({ description }: TargetHealth): string | undefined {
  return /\[([\d, -]{1,40})\]/.exec(description ?? "")?.[1];
}
