import type { Pair } from "../../probe/pairs.ts";
import { targetOf, type ComparedQuestion, type ComparedTask } from "./compared-tasks.ts";

/** A round as it was asked. */
export interface AskedRound extends Pair {
  readonly green: ComparedTask;
  readonly blue: ComparedTask;
  /** On the clock of `performance.now()`. */
  readonly askedAt: number;
}

/** Who may be asked what. */
export interface Askable {
  readonly questions: readonly ComparedQuestion[];
  readonly green: readonly ComparedTask[];
  readonly blue: readonly ComparedTask[];
}

/**
 * The round with this number, from 0: questions in turn, and each of them to both colours' tasks in turn. Where there are
 * as many of either, each task of green meets each of blue in time. Nothing is kept between rounds, so that a comparison
 * goes on where it was left.
 * @returns undefined where there is nobody to ask
 */
export function roundAt(turn: number, { questions, green, blue }: Askable): AskedRound | undefined {
  const lap = Math.floor(turn / questions.length);
  const shift = green.length === blue.length ? Math.floor(lap / green.length) : 0;
  const question = questions[turn % questions.length];
  const greenTask = green[lap % green.length];
  const blueTask = blue[(lap + shift) % blue.length];
  if (!question || !greenTask || !blueTask) return undefined;
  return {
    probe: question.probe,
    subject: targetOf(question, greenTask),
    control: targetOf(question, blueTask),
    controlFirst: isOdd(turn),
    green: greenTask,
    blue: blueTask,
    askedAt: performance.now(),
  };
}

/** As good as a coin: by turns would always put the same task first, where there are two. The finalizer of splitmix32. */
function isOdd(turn: number): boolean {
  let mixed = (turn + 0x9e3779b9) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) & 1) === 1;
}
