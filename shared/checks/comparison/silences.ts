import type { AnsweredRound, LeftOut } from "./comparison-progress.ts";

/** The round that ended a comparison because there was no answer again and again. */
export interface Silent {
  readonly round: AnsweredRound;
  /** Whether it is one task of green's that did not answer, while blue did at the same instants. */
  readonly isGreens: boolean;
}

/** This many in a row are no hiccup of the network. */
const MANY = 5;

/** Counts the rounds that had to be left out, one after the other: of all, and of each of green's tasks while blue answers. */
export class Silences {
  #inARow = 0;
  readonly #ofTask = new Map<string, number>();

  /** What ends the comparison, where it is enough. @param doubt why the round is no evidence; undefined for one that is */
  add(round: AnsweredRound, doubt: keyof LeftOut | undefined): Silent | undefined {
    // What blue answers with an error is no silence of green's alone: both may lack the same.
    if (doubt === "green" && round.control.kind === "failed") return undefined;
    const { id } = round.pair.green;
    const isGreens = doubt === "green" && round.control.kind === "passed";
    this.#inARow = doubt === undefined ? 0 : this.#inARow + 1;
    const ofTask = isGreens ? (this.#ofTask.get(id) ?? 0) + 1 : 0;
    this.#ofTask.set(id, ofTask);
    if (ofTask >= MANY) return { round, isGreens: true };
    return this.#inARow >= MANY ? { round, isGreens: false } : undefined;
  }
}
