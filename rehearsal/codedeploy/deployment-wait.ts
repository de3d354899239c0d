import type { DeploymentClock } from "../deployment-clock.ts";

/** What ContinueDeployment can end: the wait before the shift, or that before blue is terminated. */
export type WaitType = "READY_WAIT" | "TERMINATION_WAIT";

/** A wait of one deployment that somebody may end early. There is at most one at a time. */
export class DeploymentWait {
  #current: { readonly type: WaitType; readonly ending: AbortController } | undefined;

  /** The wait that is under way. */
  get type(): WaitType | undefined {
    return this.#current?.type;
  }

  /**
   * Waits `seconds` of deployment time, or until `end`: says which it was.
   * @throws the signal's reason
   */
  async hold(
    type: WaitType,
    seconds: number,
    clock: DeploymentClock,
    signal: AbortSignal,
  ): Promise<"continued" | "over"> {
    signal.throwIfAborted();
    const ending = new AbortController();
    this.#current = { type, ending };
    try {
      await clock.wait(seconds, AbortSignal.any([signal, ending.signal]));
      return "over";
    } catch (error) {
      signal.throwIfAborted();
      if (ending.signal.aborted) return "continued";
      throw error;
    } finally {
      this.#current = undefined;
    }
  }

  /** Ends the wait; false where none of this type is under way. */
  end(type: WaitType): boolean {
    if (this.#current?.type !== type) return false;
    this.#current.ending.abort();
    return true;
  }
}
