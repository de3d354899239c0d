import { performance } from "node:perf_hooks";
import type { CheckPlan } from "../configuration/plan-for.ts";
import type { Outcome } from "../probe/outcome.ts";
import { sample, type Assignment, type Pace } from "../probe/sampling.ts";
import { warmUp } from "../probe/warm-up.ts";
import { designCheck, type CheckDesign } from "./check-design.ts";
import { inFlightPerMember } from "./in-flight-per-member.ts";
import {
  describeFailed,
  describeFaults,
  describePassed,
  describeSlow,
  describeUndecided,
} from "./judgement-sentence.ts";
import { addOutcome, decideSeen, nothingSeen, type Seen } from "./seen.ts";
import { placeOf, type ServiceResult } from "./sentence-parts.ts";
import { describeWarmUp } from "./warm-up-sentence.ts";
import { withWorstOfWarmUp, withWorstSeen } from "./worst-samples.ts";

/** Between the attempts of a warm-up. */
export const WARM_UP_EVERY_MS = 200;
/** This many probes that do not reach what the warm-up did reach are no hiccup of the network. */
export const LOST_PROBES = 5;

/**
 * Probes until enough is seen to decide with the risks that the plan states: first a warm-up that is not counted, then
 * samples, every one of which is. When `signal` is aborted it returns what it has seen.
 * @param subject whom the sentence speaks of: `3 green tasks`, `the test listener`
 * @param plan with what is told of abandoned probes, as of {@link Pace}
 */
export async function judgeService(
  subject: string,
  assignments: readonly Assignment[],
  plan: CheckPlan & Pick<Pace, "onAbandon">,
  signal: AbortSignal,
): Promise<ServiceResult> {
  if (assignments.length === 0) {
    return { verdict: "error", reason: `There is nothing to probe: expected at least one target for ${subject}.` };
  }
  const design = designCheck(plan, assignments.length);
  if ("problem" in design) {
    return {
      verdict: "error",
      reason: `hooks.config.ts, ${placeOf(plan)}, for ${subject}: ${design.problem}. No probe was sent.`,
    };
  }
  const startedAt = performance.now();
  const limits = { withinMs: plan.probing.warmUp, everyMs: WARM_UP_EVERY_MS };
  const warm = await warmUp(assignments, limits, signal);
  if (warm.some(({ last }) => last?.kind !== "passed")) {
    return withWorstOfWarmUp(describeWarmUp(subject, warm, performance.now() - startedAt, signal.aborted), warm);
  }
  return judgeSamples(subject, assignments, plan, design, signal);
}

async function judgeSamples(
  subject: string,
  assignments: readonly Assignment[],
  plan: CheckPlan & Pick<Pace, "onAbandon">,
  design: CheckDesign,
  signal: AbortSignal,
): Promise<ServiceResult> {
  const { probing, onAbandon } = plan;
  const pace = {
    perSecond: probing.rate,
    inFlightPerMember: inFlightPerMember(probing, assignments.length),
    ...(onAbandon && { onAbandon }),
  };
  const timeUp = AbortSignal.timeout(probing.atMost);
  const startedAt = performance.now();
  let seen = nothingSeen(subject, assignments, plan, design);
  try {
    for await (const { assignment, outcome } of sample(assignments, pace, AbortSignal.any([signal, timeUp]))) {
      seen = addOutcome(seen, assignment, outcome);
      const result = conclude(seen, outcome);
      if (result) return withWorstSeen(result, seen);
    }
  } catch (error) {
    if (!signal.aborted && !timeUp.aborted) throw error;
  }
  return withWorstSeen(describeUndecided(seen, performance.now() - startedAt, signal.aborted), seen);
}

function conclude(seen: Seen, outcome: Outcome): ServiceResult | undefined {
  if (outcome.kind === "error" && seen.faults.length >= LOST_PROBES) return describeFaults(seen);
  const { decision, convicted, isSlow } = decideSeen(seen);
  if (decision === "undecided") return undefined;
  if (decision === "passed") return describePassed(seen);
  return isSlow ? describeSlow(seen) : describeFailed(seen, convicted);
}
