import type { Phase } from "../phases.ts";
import type { FlowStep } from "./flow-trace.ts";

/** A request of a flow did not pass: it ends the flow. */
export class StepFailed extends Error {
  override readonly name = "StepFailed";
  readonly outcome: FlowStep;

  constructor(outcome: FlowStep) {
    super(`${outcome.request} ${outcome.kind === "passed" ? "passed" : `observed ${outcome.observed}`}`);
    this.outcome = outcome;
  }
}

/** A value that a flow had at hand was not what it expected. */
export class ValueUnexpected extends Error {
  override readonly name = "ValueUnexpected";
  readonly expected: string;
  readonly observed: string;

  constructor(expected: string, observed: string) {
    super(`expected ${expected}, observed ${observed}`);
    this.expected = expected;
    this.observed = observed;
  }
}

/** What a flow was waiting for when its time was up. */
export interface Waiting {
  /** How many milliseconds of it the target took to answer. */
  readonly answersMs: number;
  /** The request that had not been answered: `GET /orders`; undefined where the function waited for something else. */
  readonly answer: string | undefined;
  /** The request that had not reached the target, and what it was doing: that is no evidence against the target. */
  readonly way: { readonly what: string; readonly phase: Phase } | undefined;
}

/** A part of a flow was not over in its time. */
export class FlowTimeUp extends Error {
  override readonly name = "FlowTimeUp";
  readonly afterMs: number;
  readonly waiting: Waiting;

  constructor(afterMs: number, waiting: Waiting) {
    super(`no end in ${afterMs} ms`);
    this.afterMs = afterMs;
    this.waiting = waiting;
  }

  /** Whether the target took most of the time, and not the flow's function or the way to the target. */
  get isOfTarget(): boolean {
    return this.waiting.answersMs * 2 >= this.afterMs;
  }
}

/** A flow went on after it was over: what it still wants to do is not done. */
export class FlowOver extends Error {
  override readonly name = "FlowOver";

  /** @param what it still wanted to do: `GET /orders` */
  constructor(what?: string) {
    super(what === undefined ? "the flow is over" : `${what}, after the flow's function had ended`);
  }
}

/** The flow's function used what it was given in a way that says nothing: `await` is missing, or what is expected. */
export class FlowMisused extends Error {
  override readonly name = "FlowMisused";
}
