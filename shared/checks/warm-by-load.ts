import { performance } from "node:perf_hooks";
import type { CheckPlan } from "../configuration/plan-for.ts";
import { sample, type Assignment } from "../probe/sampling.ts";
import { warmUp } from "../probe/warm-up.ts";
import { samplesOf } from "../verdict/evidence.ts";
import { hasSettled, WINDOW_SAMPLES, windowedTails } from "../verdict/settling.ts";
import { designCheck } from "./check-design.ts";
import type { CheckResult } from "./check.ts";
import { inFlightPerMember } from "./in-flight-per-member.ts";
import { LOST_PROBES, WARM_UP_EVERY_MS } from "./judge-service.ts";
import { describeFailed, describeFaults, describeUndecided } from "./judgement-sentence.ts";
import { addOutcome, decideSeen, nothingSeen, type Seen } from "./seen.ts";
import { count, placeOf, TIME_WAS_UP } from "./sentence-parts.ts";
import { describeWarmUp } from "./warm-up-sentence.ts";
import { withWorstOfWarmUp, withWorstSeen } from "./worst-samples.ts";

/**
 * Sends load until latency has settled and errors are known to be few, or time is up. Errors fail it, as of any probing; that
 * latency goes on falling is a warning. Its samples are its own: no other check counts them.
 * @param subject whom it is sent to: `green through the test listener`
 */
export async function warmByLoad(
  subject: string,
  assignments: readonly Assignment[],
  plan: CheckPlan,
  signal: AbortSignal,
): Promise<CheckResult> {
  const { probing } = plan;
  const design = designCheck(plan, assignments.length);
  if ("problem" in design) {
    return { verdict: "error", reason: `hooks.config.ts, ${placeOf(plan)}: ${design.problem}. No probe was sent.` };
  }
  const startedAt = performance.now();
  const tookMs = (): number => performance.now() - startedAt;
  const warm = await warmUp(assignments, { withinMs: probing.warmUp, everyMs: WARM_UP_EVERY_MS }, signal);
  if (warm.some(({ last }) => last?.kind !== "passed")) {
    return withWorstOfWarmUp(describeWarmUp(subject, warm, tookMs(), signal.aborted), warm);
  }
  const timeUp = AbortSignal.timeout(probing.atMost);
  const pace = {
    perSecond: probing.rate,
    inFlightPerMember: inFlightPerMember(probing, assignments.length),
    // A cold answer is slow: that is why it is asked for now.
    judgesTime: false,
  };
  let seen = nothingSeen(subject, assignments, plan, design);
  try {
    for await (const { assignment, outcome } of sample(assignments, pace, AbortSignal.any([signal, timeUp]))) {
      seen = addOutcome(seen, assignment, outcome);
      if (outcome.kind === "error" && seen.faults.length >= LOST_PROBES)
        return withWorstSeen(describeFaults(seen), seen);
      const { decision, convicted } = decideSeen(seen);
      if (decision === "failed") return withWorstSeen(describeFailed(seen, convicted), seen);
      const isWindowFull = seen.latencies.length % WINDOW_SAMPLES === 0;
      if (decision === "passed" && isWindowFull && hasSettled(windowedTails(seen.latencies))) {
        return { verdict: "passed", reason: `${describeLoad(seen, tookMs())}: settled.` };
      }
    }
  } catch (error) {
    if (!signal.aborted && !timeUp.aborted) throw error;
  }
  if (decideSeen(seen).decision !== "passed") {
    return withWorstSeen(describeUndecided(seen, tookMs(), signal.aborted), seen);
  }
  const why = signal.aborted ? TIME_WAS_UP : `the time of warmUpLoad was up (atMost: ${probing.atMost / 1000} s)`;
  return {
    verdict: "passed",
    reason: `${describeLoad(seen, tookMs())}. Warning: latency had not settled when ${why}. Customers may meet slow answers at first: raise atMost, or let tasks warm up before they call themselves healthy.`,
  };
}

/** What was sent, and what it did to latency. */
function describeLoad({ subject, assignments, plan, errors, latencies }: Seen, tookMs: number): string {
  const what = assignments.map(({ probe }) => String(probe)).join(", ");
  const sent = `${count(samplesOf(errors.whole), "request")} to ${subject} (${what}; ${plan.probing.rate}/s) in ${(tookMs / 1000).toFixed(1)} s, ${count(errors.whole.errors, "error")}`;
  const tails = windowedTails(latencies);
  const [first, last] = [tails[0], tails.at(-1)];
  if (first === undefined || last === undefined) return sent;
  return `${sent}: 95 % of the first ${WINDOW_SAMPLES} answers came within ${Math.ceil(first)} ms, of the last ${WINDOW_SAMPLES} within ${Math.ceil(last)} ms`;
}
