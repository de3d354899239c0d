/**
 * Why the checks of a bake were stopped:
 * - `refused`: what was decided cannot end in `Succeeded` any more.
 * - `decided`: nothing is left to wait for; only watchers have not decided, and have watched for their least time.
 * - `time`: the bake is over, or the invocation.
 * - `ended`: the deployment is.
 */
export type BakeStop = "refused" | "decided" | "time" | "ended";

/** Stops the checks of a bake, once. */
export interface BakeStopper {
  /** Aborted when they are stopped. */
  readonly signal: AbortSignal;
  /** Resolves when they are stopped, with the first reason that came up. */
  readonly stopped: Promise<BakeStop>;
  readonly stop: (why: BakeStop) => void;
}

/** What the signal of a stopped check is aborted with. */
class BakeStoppedError extends Error {
  override readonly name = "BakeStoppedError";
}

export function createBakeStopper(): BakeStopper {
  const controller = new AbortController();
  const { promise: stopped, resolve } = Promise.withResolvers<BakeStop>();
  return {
    signal: controller.signal,
    stopped,
    stop: (why) => {
      resolve(why);
      controller.abort(new BakeStoppedError(`The checks of the bake were stopped: ${why}`));
    },
  };
}
