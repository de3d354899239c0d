import { samplesOf } from "../verdict/evidence.ts";
import { percentile } from "../verdict/percentile.ts";
import { claimOf } from "../verdict/upper-bound.ts";
import type { CheckResult } from "./check.ts";
import type { Seen } from "./seen.ts";
import {
  adviceFor,
  count,
  countTargets,
  describeFailure,
  lostConnection,
  percent,
  percentUp,
  placeOf,
  repeatOf,
  TIME_WAS_UP,
  type ServiceResult,
} from "./sentence-parts.ts";

/** "99 probes of 10 tasks, 0 errors: error rate below 4.9 % with 99 % confidence (false rollback 0.1 %, false pass 1 %)." */
export function describePassed(seen: Seen): CheckResult {
  const { below, confidence } = claimOf(seen.design.errors, seen.errors.whole);
  const { falseRollback, falsePass } = seen.plan.risk;
  const risks = `false rollback ${percent(falseRollback)}, false pass ${percent(falsePass)}`;
  const claim = `error rate below ${percentUp(below)} with ${percent(confidence)} confidence (${risks})`;
  return { verdict: "passed", reason: `${describeSeen(seen)}: ${claim}.${describeLatency(seen)}` };
}

/** What the samples can bear to say of the time that answers took. */
function describeLatency({ latencies, plan, design, slowness }: Seen): string {
  const tail = percentile(latencies, 0.95, 0.99);
  const shown = tail ? ` 95 % of the answers came within ${Math.ceil(tail.value)} ms.` : "";
  if (!plan.latency || !design.slowness) return shown;
  const { within, share } = plan.latency;
  const { errors } = slowness.whole;
  return `${shown} ${errors} of ${samplesOf(slowness.whole)} took longer than ${within} ms (${percent(share)} are to be quicker).`;
}

/** Which target failed, how, how often, and what to do. */
export function describeFailed(seen: Seen, convicted: readonly number[]): ServiceResult {
  const { risk } = seen.plan;
  const member = convicted[0] ?? mostErrors(seen);
  const outcome = seen.failures.get(member);
  const assignment = seen.assignments[member];
  const tally = seen.errors.members[member];
  if (!outcome || !assignment || !tally)
    return { verdict: "failed", reason: `${describeSeen(seen)}. Look at their logs.` };
  const targets = countTargets(seen.assignments);
  const failing = countTargets(seen.assignments.filter((_each, index) => seen.failures.has(index)));
  const spread = targets === 1 ? "" : `, on ${failing} of ${targets} targets`;
  const { errors } = seen.errors.whole;
  return {
    verdict: "failed",
    ...lostConnection(outcome),
    ...repeatOf(assignment),
    reason:
      `${describeFailure(assignment, outcome)}. ${tally.errors} of ${samplesOf(tally)} such requests to it failed, ` +
      `${errors} of ${count(samplesOf(seen.errors.whole), "probe")} of ${seen.subject}${spread} ` +
      `(fit for customers: at most ${percent(risk.healthy)}, unfit: ${percent(risk.bad)}). ${adviceFor(outcome)}`,
  };
}

/** Too many answers were slower than the objective, though they were right. */
export function describeSlow(seen: Seen): ServiceResult {
  const { within = 0, share = 1 } = seen.plan.latency ?? {};
  const { errors } = seen.slowness.whole;
  const last = seen.slow;
  const example = last
    ? ` The last: ${last.assignment.target.label}: ${last.outcome.request} took ${Math.ceil(last.outcome.latencyMs)} ms.`
    : "";
  return {
    verdict: "failed",
    ...(last && repeatOf(last.assignment)),
    reason: `${describeSeen(seen)}, but expected ${percent(share)} of the answers within ${within} ms, observed ${errors} of ${samplesOf(seen.slowness.whole)} that took longer.${example} Look at what it waits for.`,
  };
}

/**
 * Probes that reached nothing, again and again, although every target answered before. A single target that falls silent
 * while the others answer is at fault itself; in every other case it may be the prober's network.
 */
export function describeFaults(seen: Seen): CheckResult {
  const { faults, assignments } = seen;
  const last = faults.at(-1);
  if (!last) return { verdict: "error", reason: `${describeSeen(seen)}.` };
  const { outcome, assignment } = last;
  const silent = countTargets(faults.map((fault) => fault.assignment));
  const itsOwn =
    silent === 1 && countTargets(assignments) > 1 && faults.every((fault) => fault.outcome.where === "way");
  const cause = itsOwn
    ? "this target itself, since the others still answer: it may have stopped, or hang"
    : outcome.likelyCause;
  return {
    verdict: itsOwn ? "failed" : "error",
    reason: `${assignment.target.label}: ${outcome.request}: expected an answer as in the warm-up, observed ${outcome.observed}. ${describeSeen(seen)}. Likely cause: ${cause}.`,
  };
}

/**
 * Not enough was seen, and why.
 * @param interrupted whether the function's time was up before that of the probing
 */
export function describeUndecided(seen: Seen, tookMs: number, interrupted: boolean): CheckResult {
  const { risk, probing } = seen.plan;
  const seconds = tookMs / 1000;
  const [failed] = seen.failures;
  const assignment = failed && seen.assignments[failed[0]];
  const example = failed && assignment ? ` One of the errors: ${describeFailure(assignment, failed[1])}.` : "";
  const slow = samplesOf(seen.errors.whole) < (seconds * probing.rate) / 2;
  return {
    verdict: "inconclusive",
    reason:
      `${describeSeen(seen)} in ${seconds.toFixed(1)} s: not enough to tell an error rate of ` +
      `${percent(risk.healthy)} from ${percent(risk.bad)}.${example} ${moreOf(seen, interrupted, slow)}`,
  };
}

function moreOf({ plan }: Seen, interrupted: boolean, slow: boolean): string {
  if (interrupted) return `It ended when ${TIME_WAS_UP}.`;
  return slow
    ? `The answers are too slow for its rate: raise atMost in ${placeOf(plan)}, or find out why.`
    : `Raise rate or atMost in ${placeOf(plan)}.`;
}

function describeSeen({ subject, errors, faults }: Seen): string {
  const last = faults.at(-1);
  const uncounted = last
    ? `, and ${count(faults.length, "probe")} not counted (the last: ${last.outcome.observed})`
    : "";
  return `${count(samplesOf(errors.whole), "probe")} of ${subject}, ${count(errors.whole.errors, "error")}${uncounted}`;
}

function mostErrors({ errors }: Seen): number {
  const [worst] = [...errors.members.entries()].toSorted(([, a], [, b]) => b.errors - a.errors);
  return worst?.[0] ?? 0;
}
