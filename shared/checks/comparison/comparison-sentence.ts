import type { ComparisonSettings } from "../../configuration/comparison-settings.ts";
import type { CheckResult } from "../check.ts";
import { count, percent, TIME_WAS_UP } from "../sentence-parts.ts";
import type { ComparisonEnd, ComparisonOutcome } from "./compare-with-blue.ts";
import { sharedOutage } from "./comparison-progress.ts";
import { describeColours, describeRounds, witnessesOf } from "./comparison-facts.ts";
import { openQuestions, type OpenQuestion } from "./rounds-missing.ts";
import type { Silent } from "./silences.ts";
import { describeDifference } from "./stream-sentence.ts";
import { withWorst } from "../worst-samples.ts";
import { worstOf } from "./witnesses.ts";

/** A comparison that has ended, and what a sentence about it needs. */
export interface EndedComparison {
  /** `3 green and 3 blue tasks by IP (GET /health)` */
  readonly subject: string;
  readonly settings: ComparisonSettings;
  readonly whenBlueIsGone: "inconclusive" | "pass";
  readonly outcome: ComparisonOutcome;
}

/** The verdict on a comparison, the sentence, and where it is no pass, the worst answers. */
export function describeComparison(ended: EndedComparison): CheckResult {
  const { green, blue } = ended.outcome.progress;
  return withWorst(describe(ended), worstOf(green.worst, blue.worst));
}

function describe(ended: EndedComparison): CheckResult {
  const { outcome } = ended;
  const { decision } = outcome.judgement;
  if (decision === "failed") return describeWorse(ended);
  if (outcome.end === "silent" && outcome.silent) return describeSilent(ended, outcome.silent);
  // It would have been decided, but for tasks of green's that were not there.
  if (decision === "passed") return outcome.end === "decided" ? describeNoWorse(ended) : describeNotWhole(ended);
  if (decision === "environment") return describeEnvironment(ended);
  return outcome.end === "blue-gone" ? describeBlueGone(ended) : describeUndecided(ended);
}

function describeNoWorse({ subject, settings: { plan }, outcome }: EndedComparison): CheckResult {
  const { progress, judgement } = outcome;
  const { outages } = progress.state;
  const shared = outages > 0 ? ` Both shared ${count(outages, "outage")} before, and green has answered since.` : "";
  const isAlone = judgement.isBlueUnfit && plan.latency !== null;
  const alone = isAlone
    ? ` Latency was no condition: blue itself errs in more than ${percent(plan.rates.bad)} of its answers, and is nothing to return to.${witnessesOf(progress.blue.worst.errors.slice(-1), "Of blue")}`
    : "";
  const risks = `false rollback ${percent(plan.falseRollback)}, false pass ${percent(plan.falsePass)}`;
  return {
    verdict: "passed",
    reason: `${describeRounds(subject, progress)}: green is no worse than blue (${risks}). ${describeColours(progress)}${shared}${alone}`,
  };
}

function describeWorse({ subject, settings: { plan }, outcome }: EndedComparison): CheckResult {
  const { progress, judgement } = outcome;
  const isError = judgement.worst === "errors" || judgement.attribution === "green";
  const advice = isError
    ? "Look at green's log for these requests: blue answered the same ones."
    : "Look at what green waits for. Green bears the customers and blue none by now: if that explains it, allow more in comparison.latency (factor, addMs).";
  return {
    verdict: "failed",
    reason:
      `${describeDifference(plan, progress.state, isError ? "errors" : judgement.worst)} ` +
      `${describeRounds(subject, progress)}. ${describeColours(progress)}` +
      `${witnessesOf(isError ? progress.green.worst.errors : progress.green.worst.slowest, "Of green")} ${advice}`,
  };
}

function describeNotWhole({ subject, outcome: { progress, end } }: EndedComparison): CheckResult {
  return {
    verdict: "inconclusive",
    reason:
      `Green has not had all of its tasks since an outage that blue shared: expected as many healthy ones as it is to have, and those that were there are no worse than blue. ` +
      `${describeRounds(subject, progress)}. ${describeColours(progress)} Look at the service's events for tasks that stop or cannot be placed.${end === "blue-gone" ? " Blue has no running task left to return to." : ""}${describeStop(end)}`,
  };
}

function describeStop(end: ComparisonEnd): string {
  return end === "stopped" ? ` It ended when ${TIME_WAS_UP}.` : "";
}

function describeEnvironment({ subject, outcome }: EndedComparison): CheckResult {
  const { progress, end } = outcome;
  const what =
    sharedOutage(progress) === "over"
      ? "Green and blue both erred, at the same time, and green has not answered well for long enough since"
      : "Green and blue both err, at the same time";
  const advice =
    sharedOutage(progress) === "over"
      ? "Look at whether green's tasks have recovered from what both share, and deploy again."
      : "A rollback does not help, since blue errs as well, and nothing may pass: mend what they share, and deploy again.";
  return {
    verdict: "inconclusive",
    reason:
      `${what}: the environment is at fault (a dependency that both share, or the network), and green cannot be told from it. ` +
      `${describeRounds(subject, progress)}. ${describeColours(progress)}` +
      `${witnessesOf(progress.green.worst.errors.slice(-1), "Of green")}${witnessesOf(progress.blue.worst.errors.slice(-1), "Of blue")} ` +
      `${advice}${describeStop(end)}`,
  };
}

function describeBlueGone({ subject, whenBlueIsGone, outcome }: EndedComparison): CheckResult {
  const { progress, judgement } = outcome;
  const seen =
    progress.turn === 0
      ? "Nothing was compared"
      : `${describeRounds(subject, progress)} until then. ${describeColours(progress)} That decides nothing`;
  const gone = `Not applicable any more: blue has no running task left to compare green with. ${seen}`;
  // What green was seen to do wrong is not forgiven because blue has gone.
  if (whenBlueIsGone === "pass" && judgement.attribution === "none" && progress.strict === null) {
    return { verdict: "passed", notApplicable: true, reason: `${gone}; comparison.whenBlueIsGone says "pass".` };
  }
  return {
    verdict: "inconclusive",
    reason: `${gone}. Nothing can be rolled back to without blue either: raise the deployment group's termination wait, and look at why blue's tasks stopped${whenBlueIsGone === "pass" ? "" : ', or say comparison.whenBlueIsGone: "pass"'}.`,
  };
}

function describeSilent({ subject, outcome: { progress } }: EndedComparison, { round, isGreens }: Silent): CheckResult {
  const fault = [round.subject, round.control].find((each) => each.kind === "error");
  const target = fault === round.control ? round.pair.control : round.pair.subject;
  const cause = isGreens
    ? "this task itself, since blue answers at the same instants: it may have stopped, hang, or be overloaded"
    : fault?.likelyCause;
  return {
    verdict: isGreens ? "failed" : "error",
    reason:
      `${target.label}: ${fault?.request}: expected an answer, observed ${fault?.observed}, again and again. ` +
      `${describeRounds(subject, progress)}. Likely cause: ${cause}.`,
  };
}

function describeUndecided({ subject, settings, outcome }: EndedComparison): CheckResult {
  const { progress, judgement, end } = outcome;
  const open = openQuestions(settings.plan, progress.state, judgement);
  const advice = end === "stopped" ? `It ended when ${TIME_WAS_UP}.` : adviceFor(open, settings);
  return {
    verdict: "inconclusive",
    reason:
      `${describeRounds(subject, progress)}: not enough to tell whether green is worse than blue${describeOpen(open)}. ` +
      `${describeColours(progress)}${describeObstacles(outcome)} ${advice}`,
  };
}

/** `; to pass it still takes about 120 more rounds for errors, …` */
function describeOpen(open: readonly OpenQuestion[]): string {
  if (open.length === 0) return "";
  const named = open.map(({ name, rounds }) => {
    const what = name === "errors" ? "errors" : name === "sign" ? "which of them is slower" : `latency (${name})`;
    return rounds === Infinity ? `a number that cannot be told yet for ${what}` : `about ${rounds} for ${what}`;
  });
  return `; more rounds that it takes to pass: ${named.join(", ")}`;
}

/** What stands in the way, beside too few rounds. */
function describeObstacles({ progress: { strict, leftOut } }: ComparisonOutcome): string {
  return strict
    ? ` In ${count(leftOut.green, "round")} green's address gave no answer, which counts against a pass: look at whether green is overloaded.`
    : "";
}

function adviceFor(open: readonly OpenQuestion[], { rate, atMost }: ComparisonSettings): string {
  const longest = Math.max(0, ...open.map(({ rounds }) => rounds));
  if (longest === Infinity || longest === 0)
    return "Raise comparison.rate or comparison.atMost, and look at both colours.";
  const seconds = Math.ceil(atMost / 1000 + longest / rate);
  return `Raise comparison.atMost to ${seconds} s or more, or comparison.rate.`;
}
