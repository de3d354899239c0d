import type { CheckPlan } from "../configuration/plan-for.ts";
import type { ErrorOutcome, FailedOutcome, Outcome } from "../probe/outcome.ts";
import type { Assignment } from "../probe/sampling.ts";
import { decideAlwaysValidLevels } from "../verdict/always-valid-levels.ts";
import { addAnswer, decide, noEvidence, type Evidence } from "../verdict/evidence.ts";
import {
  addDecisiveOutcome,
  findConvicted,
  noDecisiveOutcomes,
  type DecisiveCounts,
} from "../verdict/hard-assertion.ts";
import type { Decision } from "../verdict/plan.ts";
import type { CheckDesign } from "./check-design.ts";

/** All that the samples of a check have shown. */
export interface Seen {
  /** Whom the sentence speaks of: `3 green tasks`. */
  readonly subject: string;
  /** The members, in the order in which they are dealt to. */
  readonly assignments: readonly Assignment[];
  readonly plan: CheckPlan;
  readonly design: CheckDesign;
  readonly errors: Evidence;
  readonly slowness: Evidence;
  readonly decisive: DecisiveCounts;
  /** Milliseconds of each answer, in their order. The one thing that grows in place: there may be thousands. */
  readonly latencies: number[];
  /** The last failure of each member that failed, in the order of the members' first failures. */
  readonly failures: ReadonlyMap<number, FailedOutcome>;
  /** The probes that say nothing about their target. */
  readonly faults: readonly { readonly assignment: Assignment; readonly outcome: ErrorOutcome }[];
  /** The last answer that was slower than the objective. */
  readonly slow: { readonly assignment: Assignment; readonly outcome: Outcome } | undefined;
  /** The slowest of the answers that were as they should be. */
  readonly slowest: { readonly assignment: Assignment; readonly outcome: Outcome } | undefined;
}

export function nothingSeen(
  subject: string,
  assignments: readonly Assignment[],
  plan: CheckPlan,
  design: CheckDesign,
): Seen {
  return {
    subject,
    assignments,
    plan,
    design,
    errors: noEvidence(assignments.length),
    slowness: noEvidence(1),
    decisive: noDecisiveOutcomes(assignments.length),
    latencies: [],
    failures: new Map(),
    faults: [],
    slow: undefined,
    slowest: undefined,
  };
}

/** `seen` with one more outcome. */
export function addOutcome(seen: Seen, assignment: Assignment, outcome: Outcome): Seen {
  const { design, plan } = seen;
  const member = seen.assignments.indexOf(assignment);
  if (outcome.kind === "error") {
    const faults = [...seen.faults, { assignment, outcome }];
    // No evidence against green, but nothing to pass over either: an overloaded task drops connections, too.
    const isDoubt = outcome.where === "way";
    return { ...seen, faults, errors: isDoubt ? addAnswer(design.errors, seen.errors, member, "doubt") : seen.errors };
  }
  seen.latencies.push(outcome.latencyMs);
  const isFailed = outcome.kind === "failed";
  const isSlow = plan.latency !== undefined && outcome.latencyMs > plan.latency.within;
  return {
    ...seen,
    errors: addAnswer(design.errors, seen.errors, member, isFailed ? "error" : "good"),
    slowness: design.slowness ? addAnswer(design.slowness, seen.slowness, 0, isSlow ? "error" : "good") : seen.slowness,
    decisive: isFailed && outcome.decisive ? addDecisiveOutcome(seen.decisive, member) : seen.decisive,
    failures: isFailed ? new Map(seen.failures).set(member, outcome) : seen.failures,
    slow: isSlow ? { assignment, outcome } : seen.slow,
    slowest: isFailed || isQuicker(outcome, seen.slowest) ? seen.slowest : { assignment, outcome },
  };
}

function isQuicker({ latencyMs }: Outcome, slowest: Seen["slowest"]): boolean {
  return slowest !== undefined && latencyMs <= slowest.outcome.latencyMs;
}

/** What has been seen decides, with the members that are convicted by their own answers. */
export interface SeenDecision {
  readonly decision: Decision;
  readonly convicted: readonly number[];
  /** Whether it is not errors but slow answers that failed it. */
  readonly isSlow: boolean;
}

/** Fails by hard assertions, errors or slowness; passes where neither errors nor slowness are left open. */
export function decideSeen(seen: Seen): SeenDecision {
  const { design, errors, slowness, plan } = seen;
  const wrong = findConvicted(seen.decisive);
  if (wrong !== undefined) return { decision: "failed", convicted: [wrong], isSlow: false };
  const ofErrors = plan.risk.alwaysValid
    ? decideAlwaysValidLevels(design.plan, errors)
    : { decision: decide(design.errors, errors), convicted: errors.convicted };
  if (ofErrors.decision === "failed") return { ...ofErrors, isSlow: false };
  const ofSlowness = design.slowness ? decide(design.slowness, slowness) : "passed";
  if (ofSlowness === "failed") return { decision: "failed", convicted: [], isSlow: true };
  const passed = ofErrors.decision === "passed" && ofSlowness === "passed";
  return { decision: passed ? "passed" : "undecided", convicted: [], isSlow: false };
}
