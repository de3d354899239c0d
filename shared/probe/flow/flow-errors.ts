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

/** A part of a flow was not over in its time. */
export class FlowTimeUp extends Error {
  override readonly name = "FlowTimeUp";
  readonly afterMs: number;
  /** How much of it requests took. */
  readonly waitedMs: number;
  /** The request that had not been answered: `GET /orders`; undefined where the function waited for something else. */
  readonly waitedFor: string | undefined;

  constructor(afterMs: number, waitedMs: number, waitedFor: string | undefined) {
    super(`no end in ${afterMs} ms`);
    this.afterMs = afterMs;
    this.waitedMs = waitedMs;
    this.waitedFor = waitedFor;
  }

  /** Whether the target took most of the time, and not the flow's function. */
  get isOfTarget(): boolean {
    return this.waitedMs * 2 >= this.afterMs;
  }
}

/** A flow went on after it was over: what it still wants to do is not done. */
export class FlowOver extends Error {
  override readonly name = "FlowOver";

  constructor() {
    super("the flow is over");
  }
}
