import type { CheckResult } from "../check.ts";
import type { Pending } from "../resumable-check.ts";

/**
 * What a watch came to. One that was stopped before it had decided, because its signal was aborted, is gone on with by
 * calling it with the state, in this invocation or another: small, plain JSON.
 */
export type Watched<State> =
  | { readonly kind: "decided"; readonly result: CheckResult }
  | {
      readonly kind: "stopped";
      readonly state: State;
      /** What it comes to if nobody goes on. */
      readonly soFar: CheckResult;
    };

/** A watch as a bake goes on with it. */
export function pendingOf<State>(watched: Watched<State>): CheckResult | Pending<State> {
  return watched.kind === "decided" ? watched.result : { pending: watched.state, note: watched.soFar.reason };
}

/** The result of a watch that nobody goes on with. */
export function resultOf(watched: Watched<unknown>): CheckResult {
  return watched.kind === "decided" ? watched.result : watched.soFar;
}
