import type { ComparisonSettings } from "../../configuration/comparison-settings.ts";
import { samplePairs } from "../../probe/pairs.ts";
import { createComparison, type Comparison, type ComparisonJudgement } from "../../verdict/compare/comparison.ts";
import {
  addRound,
  doubtOf,
  judgeProgress,
  leaveOut,
  leaveOutLost,
  sharedOutage,
  startProgress,
  testAnew,
  type ComparisonProgress,
} from "./comparison-progress.ts";
import type { ComparedQuestion, ComparedTask } from "./compared-tasks.ts";
import { GreenWatch, type LookAtGreen } from "./green-watch.ts";
import { learnOfBlue } from "./learn-of-blue.ts";
import { roundAt } from "./round-at.ts";
import { Silences, type Silent } from "./silences.ts";
import { startTime } from "./start-time.ts";
import { TaskWatch } from "./task-watch.ts";

/** What is compared. */
export interface ComparisonWork {
  readonly questions: readonly ComparedQuestion[];
  /** None only in or after a shared outage that an earlier invocation met. */
  readonly green: readonly ComparedTask[];
  /** Where there is none, there is nothing to compare. */
  readonly blue: readonly ComparedTask[];
  readonly lookAtGreen: LookAtGreen;
  /** Blue's tasks that run at the moment it is called. */
  readonly lookAtBlue: (signal: AbortSignal) => Promise<readonly ComparedTask[]>;
  readonly settings: ComparisonSettings;
  /** Milliseconds that it may take, beyond those of its settings, where a shared outage is what keeps it from deciding. */
  readonly atMostInOutage?: number;
  /** Milliseconds between two looks at green in and after a shared outage. Default: 5000. */
  readonly lookEvery?: number;
  /** Where an earlier invocation left off. Default: at the beginning. */
  readonly progress?: ComparisonProgress;
  /** Aborted where it is to be gone on with later: no more is asked, and what was asked is waited for. */
  readonly pause?: AbortSignal;
}

/**
 * - `decided`: passed or failed.
 * - `time`: its time was up. What was found by then is the judgement: undecided, the environment's, or passed by tasks that are
 *   not all of green's.
 * - `stopped`: it was paused, or its signal was aborted. It may be gone on with.
 * - `blue-gone`: blue has no task left.
 * - `silent`: again and again rounds had to be left out: the last of them is given.
 */
export type ComparisonEnd = "decided" | "time" | "stopped" | "blue-gone" | "silent";

export interface ComparisonOutcome {
  readonly end: ComparisonEnd;
  readonly judgement: ComparisonJudgement;
  readonly progress: ComparisonProgress;
  /** With `silent`. */
  readonly silent?: Silent;
}

/** Sockets that it may have open at once are twice as many: as many as any check. */
const IN_FLIGHT = 128;
/** A task takes longer than that to start. */
const LOOK_EVERY_MS = 5_000;

/**
 * Asks green and blue the same at the same instants, until that decides, or the time of its settings is up, what earlier
 * invocations took included. The same answers in the same order give the same, however they are shared out among
 * invocations: it is judged after every round.
 * @param signal stops it: rounds that have not been answered by then are lost, and all else is in the outcome
 * @throws what `lookAtGreen` and `lookAtBlue` throw, but for what passes, and unless it was stopped
 */
export async function compareWithBlue(work: ComparisonWork, signal: AbortSignal): Promise<ComparisonOutcome> {
  const { settings } = work;
  const comparison = createComparison(settings.plan);
  const startedAt = performance.now();
  let progress = work.progress ?? startProgress(comparison);
  const before = progress.spentMs;
  const { signal: timeUp, stop } = startTime(settings.atMost - before, (work.atMostInOutage ?? 0) - before, () => {
    const { decision } = judgeProgress(comparison, progress);
    // Passed, but for tasks of green's that are not back.
    return decision === "environment" || decision === "passed";
  });
  const asking = AbortSignal.any([signal, timeUp, ...(work.pause ? [work.pause] : [])]);
  const keep = (after: ComparisonProgress): void => {
    progress = { ...after, spentMs: before + performance.now() - startedAt };
  };
  const ended = (end: ComparisonEnd, silent?: Silent): ComparisonOutcome => {
    keep(progress);
    return { end, judgement: judgeProgress(comparison, progress), progress, ...(silent && { silent }) };
  };
  if (work.blue.length === 0) return ended("blue-gone");
  try {
    for await (const learned of learnOfBlue(work, settings, progress, asking)) keep(learned);
    return ended(...(await followRounds(comparison, work, () => progress, keep, { asking, waiting: signal, timeUp })));
  } catch (error) {
    if (!signal.aborted) throw error;
    return ended("stopped");
  } finally {
    stop();
  }
}

async function followRounds(
  comparison: Comparison,
  { questions, green, blue, lookAtGreen, lookAtBlue, settings, lookEvery = LOOK_EVERY_MS }: ComparisonWork,
  current: () => ComparisonProgress,
  keep: (progress: ComparisonProgress) => void,
  { timeUp, ...ends }: Record<"asking" | "waiting" | "timeUp", AbortSignal>,
): Promise<[ComparisonEnd, Silent?]> {
  const greens = new GreenWatch(green, lookAtGreen, current, () => keep(testAnew(current())), lookEvery);
  const blues = new TaskWatch(blue, (_, looking) => lookAtBlue(looking));
  const silences = new Silences();
  let turn = current().turn;
  const next = () => {
    // Where green has no task, blue is asked all the same: what it answers says whether an outage is over.
    const asked = greens.tasks.length > 0 ? greens.tasks : blues.tasks;
    const round = roundAt(turn, { questions, green: asked, blue: blues.tasks });
    turn += 1;
    return round;
  };
  const pace = { perSecond: settings.rate, inFlight: IN_FLIGHT };
  // Whoever is there by now need not be who answered before.
  if (sharedOutage(current()) === "over") keep(testAnew(current()));
  for await (const round of samplePairs(next, pace, ends)) {
    if (await blues.isGone(round.pair.blue, round.control, round.pair.askedAt, ends.waiting)) {
      keep({ ...leaveOut(current(), "gone"), turn });
      if (blues.tasks.length === 0) return ["blue-gone"];
      continue;
    }
    if (await greens.isGone(round, ends.waiting)) {
      keep({ ...leaveOutLost(current(), round), turn });
      await greens.follow(ends.waiting);
      continue;
    }
    keep({ ...addRound(comparison, current(), round), turn });
    await greens.follow(ends.waiting);
    const { decision } = judgeProgress(comparison, current());
    if (decision === "failed" || (decision === "passed" && greens.isWhole)) return ["decided"];
    const silent = silences.add(round, doubtOf(round));
    if (silent) return ["silent", silent];
  }
  return [timeUp.aborted ? "time" : "stopped"];
}
