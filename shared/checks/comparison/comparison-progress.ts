import type { Outcome } from "../../probe/outcome.ts";
import type { AnsweredPair } from "../../probe/pairs.ts";
import type { Probes } from "../../verdict/compare/attribution.ts";
import type { Comparison, ComparisonJudgement } from "../../verdict/compare/comparison.ts";
import { NO_PROBES, testGreenAnew, type Answer, type ComparisonState } from "../../verdict/compare/comparison-state.ts";
import { addLatencies, type LatencyHistogram } from "../../verdict/compare/latency-histogram.ts";
import type { SharedOutage } from "./green-tasks-left.ts";
import type { AskedRound } from "./round-at.ts";
import { addWitness, NO_WITNESSES, type Witnesses } from "./witnesses.ts";

/** What is known of one colour. */
export interface ColourSeen {
  /** All of its answers that were counted, shared outages included. */
  readonly probes: Probes;
  /** Of its good answers. */
  readonly latencies: LatencyHistogram;
  readonly worst: Witnesses;
}

/** Rounds that were asked and are no evidence, by why. */
export interface LeftOut {
  /** Something could not be sent: this function's own fault. */
  readonly prober: number;
  /** Nothing came back from green's address, or from blue's. */
  readonly green: number;
  readonly blue: number;
  /** Blue's task had been stopped by ECS. */
  readonly gone: number;
  /** Green's task had been taken away: by scaling in, with its host, or in an outage that blue shared. */
  readonly lost: number;
}

/** All that a comparison keeps, to be gone on with in another invocation. Plain JSON, of bounded size. */
export interface ComparisonProgress {
  /** Of the rounds that both answered. */
  readonly state: ComparisonState;
  /**
   * The same, with green's doubts as errors: to pass, they count, and to fail, they do not. An overloaded task drops
   * connections, too. Null while there are none.
   */
  readonly strict: ComparisonState | null;
  /** Rounds begun: whose turn it is. */
  readonly turn: number;
  /** Probes of blue alone, before the first round. */
  readonly learned: number;
  readonly leftOut: LeftOut;
  readonly green: ColourSeen;
  readonly blue: ColourSeen;
  /** Milliseconds that it has taken. */
  readonly spentMs: number;
}

const NOTHING: ColourSeen = { probes: NO_PROBES, latencies: {}, worst: NO_WITNESSES };

export function startProgress({ start }: Comparison): ComparisonProgress {
  return {
    state: start(),
    strict: null,
    turn: 0,
    learned: 0,
    leftOut: { prober: 0, green: 0, blue: 0, gone: 0, lost: 0 },
    green: NOTHING,
    blue: NOTHING,
    spentMs: 0,
  };
}

export type AnsweredRound = AnsweredPair<AskedRound>;

/** Why a round is no evidence; undefined for one that is. */
export function doubtOf({ subject, control }: AnsweredRound): keyof LeftOut | undefined {
  if (isFault(subject, "prober") || isFault(control, "prober")) return "prober";
  if (isFault(subject, "way")) return "green";
  return isFault(control, "way") ? "blue" : undefined;
}

/** `before` with one more round. */
export function addRound(comparison: Comparison, before: ComparisonProgress, round: AnsweredRound): ComparisonProgress {
  const { pair, subject, control } = round;
  const doubt = doubtOf(round);
  if (doubt) return addDoubt(comparison, before, round, doubt);
  const answers = { green: answerOf(subject), blue: answerOf(control) };
  return {
    ...before,
    state: comparison.add(before.state, answers),
    strict: before.strict && comparison.add(before.strict, answers),
    green: addColour(before.green, pair.subject, subject),
    blue: addColour(before.blue, pair.control, control),
  };
}

/** A round with a task that ECS had stopped, which says nothing. */
export function leaveOut(before: ComparisonProgress, why: "gone" | "lost"): ComparisonProgress {
  return { ...before, leftOut: { ...before.leftOut, [why]: before.leftOut[why] + 1 } };
}

/**
 * A round for which green had no task, or none any more. After a shared outage a good answer of blue's says that it is over, and
 * nothing else: blue's errors are those of the outage still.
 */
export function leaveOutLost(before: ComparisonProgress, { control }: AnsweredRound): ComparisonProgress {
  const after = leaveOut(before, "lost");
  if (sharedOutage(before) !== "lasts" || control.kind !== "passed") return after;
  const withBlue = (state: ComparisonState): ComparisonState => ({ ...state, blue: { samples: 1, errors: 0 } });
  return { ...after, state: withBlue(after.state), strict: after.strict && withBlue(after.strict) };
}

/** After a shared outage, with tasks of green's that were not there before: what others answered is no pass for them. */
export function testAnew(before: ComparisonProgress): ComparisonProgress {
  const { state, strict } = before;
  return { ...before, state: testGreenAnew(state), strict: strict && testGreenAnew(strict) };
}

function addDoubt(
  comparison: Comparison,
  before: ComparisonProgress,
  { pair, subject, control }: AnsweredRound,
  doubt: keyof LeftOut,
): ComparisonProgress {
  const leftOut = { ...before.leftOut, [doubt]: before.leftOut[doubt] + 1 };
  const isBad = subject.kind !== "passed";
  // Where neither gives an answer, the way is closed for both.
  const ofBoth = subject.kind === "error" && control.kind === "error";
  if (doubt === "prober" || !isBad || ofBoth) return { ...before, leftOut };
  const worst = addWitness(before.green.worst, pair.subject, subject);
  const answers = { green: { isError: true, ms: 0 }, blue: { isError: control.kind === "failed", ms: 0 } };
  const strict = comparison.add(before.strict ?? before.state, answers);
  return { ...before, leftOut, strict, green: { ...before.green, worst } };
}

function addColour(seen: ColourSeen, target: AskedRound["subject"], outcome: Outcome): ColourSeen {
  const isGood = outcome.kind === "passed";
  const { samples, errors } = seen.probes;
  return {
    probes: { samples: samples + 1, errors: errors + (isGood ? 0 : 1) },
    latencies: isGood ? addLatencies(seen.latencies, [outcome.latencyMs]) : seen.latencies,
    worst: addWitness(seen.worst, target, outcome),
  };
}

/**
 * What is known decides: it passes only if it also does with the doubts against green. Where it decides nothing, and with
 * them both err, the environment is at fault.
 */
export function judgeProgress({ judge }: Comparison, { state, strict }: ComparisonProgress): ComparisonJudgement {
  const judgement = judge(state);
  if (!strict || judgement.decision === "failed" || judgement.decision === "environment") return judgement;
  const doubted = judge(strict);
  if (judgement.decision === "passed" && doubted.decision === "passed") return judgement;
  return doubted.decision === "environment" ? doubted : { ...judgement, decision: "undecided" };
}

/** Whether both colours have erred at the same time, and whether neither has answered well since. */
export function sharedOutage({ state, strict }: ComparisonProgress): SharedOutage {
  const known = strict ?? state;
  if (known.outages === 0) return "none";
  return hasAnswered(known.green) || hasAnswered(known.blue) ? "over" : "lasts";
}

function hasAnswered({ samples, errors }: Probes): boolean {
  return samples > errors;
}

function isFault(outcome: Outcome, where: "prober" | "way"): boolean {
  return outcome.kind === "error" && outcome.where === where;
}

function answerOf(outcome: Outcome): Answer {
  return { isError: outcome.kind !== "passed", ms: outcome.latencyMs };
}
