import type { Configuration } from "../configuration/schema.ts";
import type { ErrorOutcome, FailedOutcome } from "../probe/outcome.ts";
import { describeProbe } from "../probe/probe.ts";
import type { Assignment, WarmUp } from "../probe/sampling.ts";
import type { Tallies } from "../verdict/two-level-test.ts";
import type { CheckResult } from "./check.ts";

/** What a judgement's sentence is made of. */
export interface Evidence {
  readonly subject: string;
  readonly members: number;
  /** The last failure of each member that failed. */
  readonly worst: Map<string, { readonly assignment: Assignment; readonly outcome: FailedOutcome }>;
  readonly risk: Configuration["risk"];
}

const LOOK_AT_LOG = "Look at its log for these requests.";

/** "141 probes of 3 green tasks, 0 errors: …", or which target failed, how, and how often. */
export function describeDecided(
  evidence: Evidence,
  tallies: Tallies,
  decision: "passed" | "failed",
  failedMembers: readonly string[],
): CheckResult {
  const { samples, errors } = total(tallies);
  const { risk, subject } = evidence;
  if (decision === "passed") {
    return {
      verdict: "passed",
      reason: `${samples} probes of ${subject}, ${count(errors, "error")}: error rate below ${percent(risk.bad)} (risk of a false pass ${percent(risk.falsePass)}).`,
    };
  }
  const member = failedMembers.find((name) => evidence.worst.has(name)) ?? mostErrors(tallies);
  const worst = evidence.worst.get(member);
  const tally = tallies.get(member) ?? { samples: 0, errors: 0 };
  if (!worst) return { verdict: "failed", reason: `${errors} of ${samples} probes of ${subject} failed.` };
  const { outcome, assignment } = worst;
  const others = failedMembers.length > 1 ? ` ${failedMembers.length} of ${evidence.members} are like it.` : "";
  return {
    verdict: "failed",
    reason:
      `${assignment.target.label}: ${outcome.request}: expected ${outcome.expected}, observed ${outcome.observed}; ` +
      `${tally.errors} of ${tally.samples} probes of it failed, ${errors} of ${samples} in all ` +
      `(fit for customers: at most ${percent(risk.healthy)}, unfit: ${percent(risk.bad)}).${others} ${adviceFor(outcome)}`,
  };
}

/** A target that never answered well while it warmed up. */
export function describeWarmUp(subject: string, warm: readonly WarmUp[], withinMs: number): CheckResult {
  const cold = warm.filter(({ last }) => last.kind !== "passed");
  const example = cold.find(({ last }) => last.kind === "failed") ?? cold[0];
  const lead = `${cold.length} of ${warm.length} (${subject}) gave no good answer in a warm-up of ${withinMs / 1000} s`;
  if (!example) return { verdict: "error", reason: `${lead}.` };
  const { assignment, last, attempts } = example;
  const tries = count(attempts, "attempt");
  if (last.kind === "failed") {
    return {
      verdict: "failed",
      reason: `${assignment.target.label}: ${last.request}: expected ${last.expected}, observed ${last.observed}, in the last of ${tries}. ${lead}. ${adviceFor(last)}`,
    };
  }
  const observed = last.kind === "error" ? last.observed : "nothing";
  const cause = last.kind === "error" ? last.likelyCause : "unknown";
  // Where others answered, the way is open: what cannot be reached is the target's own fault.
  const reachable = cold.length < warm.length;
  return {
    verdict: reachable ? "failed" : "error",
    reason: `${assignment.target.label}: ${describeProbe(assignment.probe)}: expected an answer, observed ${observed}, in the last of ${tries}. ${lead}. Likely cause: ${reachable ? "this task, since the others answer" : cause}.`,
  };
}

/** Not enough was seen, and why. */
export function describeUndecided(
  evidence: Evidence,
  tallies: Tallies,
  verdict: "inconclusive" | "error",
  fault: ErrorOutcome | undefined,
  afterMs = 0,
): CheckResult {
  const { samples, errors } = total(tallies);
  const seen = `${count(samples, "probe")} of ${evidence.subject}, ${count(errors, "error")}`;
  if (fault) {
    return {
      verdict,
      reason: `${seen}, then ${fault.request}: ${fault.observed}. Likely cause: ${fault.likelyCause}.`,
    };
  }
  return {
    verdict,
    reason: `${seen} in ${(afterMs / 1000).toFixed(1)} s: not enough to tell an error rate of ${percent(evidence.risk.healthy)} from ${percent(evidence.risk.bad)}. Raise probing.rate or probing.atMost.`,
  };
}

function total(tallies: Tallies): { samples: number; errors: number } {
  const all = [...tallies.values()];
  return {
    samples: all.reduce((sum, tally) => sum + tally.samples, 0),
    errors: all.reduce((sum, tally) => sum + tally.errors, 0),
  };
}

function mostErrors(tallies: Tallies): string {
  const [worst] = [...tallies].sort(([, a], [, b]) => b.errors - a.errors);
  return worst?.[0] ?? "";
}

function adviceFor({ decisive, observed }: FailedOutcome): string {
  if (decisive)
    return "Another version answers: look at the image of its task definition, and at where the listener forwards to.";
  return observed.startsWith("connection")
    ? "Look at why its process does not listen: its log, and its stopped tasks."
    : LOOK_AT_LOG;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

function percent(rate: number): string {
  return `${Number((rate * 100).toPrecision(3))} %`;
}
