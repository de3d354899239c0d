import type { Configuration } from "../configuration/schema.ts";
import type { ErrorOutcome, FailedOutcome } from "../probe/outcome.ts";
import type { Assignment } from "../probe/sampling.ts";
import { sumOf, type Tallies } from "../verdict/two-level-test.ts";
import type { CheckResult } from "./check.ts";
import {
  adviceFor,
  count,
  countTargets,
  describeFailure,
  lostConnection,
  percent,
  repeatOf,
  TIME_WAS_UP,
  type ServiceResult,
} from "./sentence-parts.ts";

/** What a judgement's sentence is made of. */
export interface Evidence {
  readonly subject: string;
  readonly assignments: readonly Assignment[];
  readonly settings: Pick<Configuration, "probing" | "risk">;
  /** The last failure of each member that failed, in the order of the members' first failures. */
  readonly failures: Map<string, { readonly assignment: Assignment; readonly outcome: FailedOutcome }>;
  /** The probes that say nothing about their target. */
  readonly faults: { readonly assignment: Assignment; readonly outcome: ErrorOutcome }[];
}

/** "141 probes of 3 green tasks, 0 errors: …" */
export function describePassed(evidence: Evidence, tallies: Tallies): CheckResult {
  const { risk } = evidence.settings;
  const claim = `error rate below ${percent(risk.bad)} (risk of a false pass ${percent(risk.falsePass)})`;
  return { verdict: "passed", reason: `${describeSeen(evidence, tallies)}: ${claim}.` };
}

/** Which target failed, how, how often, and what to do. */
export function describeFailed(evidence: Evidence, tallies: Tallies, failedMembers: readonly string[]): ServiceResult {
  const { risk } = evidence.settings;
  const { samples, errors } = sumOf(tallies);
  const member = failedMembers[0] ?? mostErrors(tallies);
  const worst = evidence.failures.get(member);
  const tally = tallies.get(member) ?? { samples: 0, errors: 0 };
  if (!worst) return { verdict: "failed", reason: `${describeSeen(evidence, tallies)}. Look at their logs.` };
  const targets = countTargets(evidence.assignments);
  const failing = countTargets([...evidence.failures.values()].map(({ assignment }) => assignment));
  const spread = targets === 1 ? "" : `, on ${failing} of ${targets} targets`;
  return {
    verdict: "failed",
    ...lostConnection(worst.outcome),
    ...repeatOf(worst.assignment),
    reason:
      `${describeFailure(worst.assignment, worst.outcome)}. ${tally.errors} of ${tally.samples} such requests to it failed, ` +
      `${errors} of ${count(samples, "probe")} of ${evidence.subject}${spread} ` +
      `(fit for customers: at most ${percent(risk.healthy)}, unfit: ${percent(risk.bad)}). ${adviceFor(worst.outcome)}`,
  };
}

/**
 * Probes that reached nothing, again and again, although every target answered before. A single target that falls silent
 * while the others answer is at fault itself; in every other case it may be the prober's network.
 */
export function describeFaults(evidence: Evidence, tallies: Tallies): CheckResult {
  const { faults, assignments } = evidence;
  const seen = describeSeen(evidence, tallies);
  const last = faults.at(-1);
  if (!last) return { verdict: "error", reason: `${seen}.` };
  const { outcome, assignment } = last;
  const silent = countTargets(faults.map((fault) => fault.assignment));
  const itsOwn =
    silent === 1 && countTargets(assignments) > 1 && faults.every((fault) => fault.outcome.where === "way");
  const cause = itsOwn
    ? "this target itself, since the others still answer: it may have stopped, or hang"
    : outcome.likelyCause;
  return {
    verdict: itsOwn ? "failed" : "error",
    reason: `${assignment.target.label}: ${outcome.request}: expected an answer as in the warm-up, observed ${outcome.observed}. ${seen}. Likely cause: ${cause}.`,
  };
}

/**
 * Not enough was seen, and why.
 * @param interrupted whether the function's time was up before that of the probing
 */
export function describeUndecided(
  evidence: Evidence,
  tallies: Tallies,
  tookMs: number,
  interrupted: boolean,
): CheckResult {
  const { risk, probing } = evidence.settings;
  const { samples } = sumOf(tallies);
  const seconds = tookMs / 1000;
  const [failure] = evidence.failures.values();
  const example = failure ? ` One of the errors: ${describeFailure(failure.assignment, failure.outcome)}.` : "";
  return {
    verdict: "inconclusive",
    reason:
      `${describeSeen(evidence, tallies)} in ${seconds.toFixed(1)} s: not enough to tell an error rate of ` +
      `${percent(risk.healthy)} from ${percent(risk.bad)}.${example} ${moreOf(interrupted, samples < (seconds * probing.rate) / 2)}`,
  };
}

function moreOf(interrupted: boolean, slow: boolean): string {
  if (interrupted) return `It ended when ${TIME_WAS_UP}.`;
  return slow
    ? "The answers are too slow for probing.rate: raise probing.atMost, or find out why."
    : "Raise probing.rate or probing.atMost.";
}

function describeSeen({ subject, faults }: Evidence, tallies: Tallies): string {
  const { samples, errors } = sumOf(tallies);
  const last = faults.at(-1);
  const uncounted = last
    ? `, and ${count(faults.length, "probe")} not counted (the last: ${last.outcome.observed})`
    : "";
  return `${count(samples, "probe")} of ${subject}, ${count(errors, "error")}${uncounted}`;
}

function mostErrors(tallies: Tallies): string {
  const [worst] = [...tallies].toSorted(([, a], [, b]) => b.errors - a.errors);
  return worst?.[0] ?? "";
}
