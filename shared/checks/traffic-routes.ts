import type { Listener, Route } from "../deployment/listener.ts";
import type { TargetGroup } from "../deployment/target-group.ts";
import type { CheckResult } from "./check.ts";

export interface ExpectedTraffic {
  readonly listener: Listener;
  /** `production listener` or `test listener`. */
  readonly role: string;
  /** The one that must receive everything, and its name in this deployment: blue or green. */
  readonly to: { readonly name: "blue" | "green"; readonly targetGroup: TargetGroup };
  readonly other: { readonly name: "blue" | "green"; readonly targetGroup: TargetGroup | undefined };
  readonly advice: string;
}

/**
 * Whether a listener sends all that it sends to either target group to the one expected. A listener may serve other
 * services too: routes that touch neither group are theirs.
 */
export function judgeTraffic({ listener, role, to, other, advice }: ExpectedTraffic): CheckResult {
  if (other.targetGroup?.arn === to.targetGroup.arn) return describeShared(role, to.targetGroup.name);
  const ours = new Set([to.targetGroup.arn, other.targetGroup?.arn]);
  const routes = listener.routes.filter(({ forwards }) => {
    // Where no group has any weight, nobody answers: that is not another service's route either.
    const nobody = forwards.every(({ weight }) => weight === 0);
    return forwards.some(({ targetGroupArn, weight }) => (weight > 0 || nobody) && ours.has(targetGroupArn));
  });
  const wrong = routes.filter((route) => shareOf(route, to.targetGroup.arn) < 1);
  const listens = `${listener.protocol} ${listener.port}`;
  const where = `The ${role} (${listens}, ${listener.arn})`;
  const expected = `expected all of it to go to ${to.name}'s target group ${to.targetGroup.name}`;
  if (routes.length === 0) {
    return {
      verdict: "failed",
      reason: `${where} sends nothing to either target group: ${expected}; observed ${listener.routes.map((route) => describe(route, new Map())).join("; ")}. ${advice}`,
    };
  }
  const names = new Map([
    [to.targetGroup.arn, `${to.name} (${to.targetGroup.name})`],
    ...(other.targetGroup ? [[other.targetGroup.arn, `${other.name} (${other.targetGroup.name})`] as const] : []),
  ]);
  if (wrong.length > 0) {
    const observed = wrong.map((route) => describe(route, names)).join("; ");
    return { verdict: "failed", reason: `${where}: ${expected}, observed ${observed}. ${advice}` };
  }
  return {
    verdict: "passed",
    reason: `The ${role} (${listens}) forwards to ${to.name} alone: ${routes.map((route) => describe(route, names)).join("; ")}.`,
  };
}

/** Then no listener tells one from the other, whatever its weights say. */
function describeShared(role: string, name: string): CheckResult {
  return {
    verdict: "failed",
    reason: `The ${role}: expected blue and green to have a target group each, observed that both have ${name}. Nothing can be shifted between them: give the deployment group two target groups.`,
  };
}

/** The share, 0..1, of a route's requests that goes to one target group. */
function shareOf(route: Route, targetGroupArn: string): number {
  const total = route.forwards.reduce((sum, { weight }) => sum + weight, 0);
  const own = route.forwards.filter((forward) => forward.targetGroupArn === targetGroupArn);
  return total === 0 ? 0 : own.reduce((sum, { weight }) => sum + weight, 0) / total;
}

function describe(route: Route, names: ReadonlyMap<string, string>): string {
  const parts = route.forwards.map(({ targetGroupArn }) => {
    return `${names.get(targetGroupArn) ?? targetGroupArn} ${Math.round(shareOf(route, targetGroupArn) * 100)} %`;
  });
  return `${route.name} ${parts.join(", ") || "forwards nowhere"}`;
}
