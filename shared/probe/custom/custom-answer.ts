import type { Phases } from "../phases.ts";

/** What a function of the user returned. */
export interface CustomAnswer<Value = unknown> {
  readonly value: Value;
  /** What the function said itself; undefined where it returned a value to be judged. */
  readonly verdict: (CustomVerdict & { readonly passed: boolean; readonly observed: string }) | undefined;
  /** Milliseconds from the start to its end. */
  readonly latencyMs: number;
  readonly phases: Phases;
}

/** A function's own verdict, with words. */
export interface CustomVerdict {
  /** Default: false. One of this and `observed` must be there. */
  readonly passed?: boolean;
  /** What it saw: `12 orders in the queue`. Default: what was returned. */
  readonly observed?: string;
  /** What it would have liked to see. Default: the name of the probe. */
  readonly expected?: string;
}
