import * as v from "valibot";
import type { Deployment } from "../deployment/deployment.ts";
import type { CheckContext, CheckResult } from "./check.ts";

/** The time in which green is watched with customers on it, in milliseconds since 1970. */
export interface Bake {
  /** When the first invocation began: customers came at most some seconds before. */
  readonly startedAt: number;
  readonly endsAt: number;
}

/** What a check may use during the bake. */
export interface BakeContext<D extends Deployment> extends CheckContext<D> {
  readonly bake: Bake;
}

/** A check that has not decided yet. */
export interface Pending<S> {
  /** All that it needs to go on in another process: JSON as it is, 64 kB at most, and no secret. */
  readonly pending: S;
  /** What it has seen so far, for a person who reads the log: "412 pairs, no difference yet". */
  readonly note: string;
}

/**
 * A question that takes longer than one invocation may last. It is run, stopped by its signal, and run again with the state
 * that it gave back, perhaps by another process, until it decides or the bake is over; then it is settled.
 */
export interface ResumableCheck<D extends Deployment, S> {
  /** In kebab-case, unique among the checks of a hook. */
  readonly name: string;
  /**
   * Until when the bake waits for it, in milliseconds since 1970. After that it only stands guard, as one who watches alarms
   * does: the bake ends without it as soon as every other check has decided. Default: `Infinity`, it is waited for.
   */
  readonly isWaitedForUntil?: (context: BakeContext<D>) => number;
  /** Reads the state, which came over a network as JSON. It may refuse, and must not change what it reads. */
  readonly state: v.GenericSchema<unknown, S>;
  /**
   * A result is its last word; it is not run again. When its signal is aborted it gives back what it has within 2 s, also
   * where that cut a call of its own off: it need not know whether the invocation ends, or the bake. It may throw: the frame
   * makes an `error` of it.
   * @param state what it gave back before; undefined at the beginning
   */
  readonly run: (
    context: BakeContext<D>,
    state: S | undefined,
    signal: AbortSignal,
  ) => Promise<CheckResult | Pending<S>>;
  /** Decides by what was seen, now that no more will be: the bake is over, or, for a watcher, all others have decided. */
  readonly settle: (context: BakeContext<D>, state: S, signal: AbortSignal) => Promise<CheckResult>;
}

/** A {@link ResumableCheck} whose state only it can read: what the frame runs. Made by {@link resumable}. */
export interface Resumable<D extends Deployment> {
  readonly name: string;
  /** As of {@link ResumableCheck}. */
  readonly isWaitedForUntil: (context: BakeContext<D>) => number;
  /** Why this cannot be a state of the check; undefined where it can. */
  readonly refuse: (state: unknown) => string | undefined;
  /** @param state undefined at the beginning, else one that is not refused */
  readonly run: (
    context: BakeContext<D>,
    state: unknown,
    signal: AbortSignal,
  ) => Promise<CheckResult | Pending<unknown>>;
  readonly settle: (context: BakeContext<D>, state: unknown, signal: AbortSignal) => Promise<CheckResult>;
}

/** Lets checks with states of different kinds stand in one list. */
export function resumable<D extends Deployment, S>(check: ResumableCheck<D, S>): Resumable<D> {
  const read = (state: unknown): S => v.parse(check.state, state);
  return {
    name: check.name,
    isWaitedForUntil: check.isWaitedForUntil ?? (() => Infinity),
    refuse: (state) => {
      const { success, issues } = v.safeParse(check.state, state);
      return success ? undefined : v.summarize(issues).replaceAll(/\s+/g, " ");
    },
    run: (context, state, signal) => check.run(context, state === undefined ? undefined : read(state), signal),
    settle: (context, state, signal) => check.settle(context, read(state), signal),
  };
}
