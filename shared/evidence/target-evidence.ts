import { describeHealthReason } from "../checks/describe-target-health.ts";
import type { TargetHealth } from "../deployment/target-group.ts";
import type { TargetEvidence } from "../record/evidence.ts";
import type { CleanText } from "./clean-text.ts";

const MOST_TARGETS = 20;
/** Those that something is wrong with come first. */
const ORDER = ["unhealthy", "unavailable", "unused", "draining", "initial"];

/** What is kept of the targets, and what is said of those that are too many. */
export function describeTargets(targets: readonly TargetHealth[], clean: CleanText) {
  const rank = ({ state }: TargetHealth): number => (ORDER.indexOf(state) + ORDER.length + 1) % (ORDER.length + 1);
  const left = targets.length - MOST_TARGETS;
  return {
    targets: targets
      .toSorted((a, b) => rank(a) - rank(b))
      .slice(0, MOST_TARGETS)
      .map((target) => describe(target, clean)),
    gap: left > 0 ? `${left} more targets of green's target group are left out.` : undefined,
  };
}

function describe(target: TargetHealth, clean: CleanText): TargetEvidence {
  const reason = describeHealthReason(target);
  const { id, port, state } = target;
  return {
    target: clean(`${id}:${port}`),
    state: clean(state),
    ...(reason !== undefined && { reason: clean(reason) }),
  };
}
