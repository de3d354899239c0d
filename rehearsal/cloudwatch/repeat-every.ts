import { setTimeout as sleep } from "node:timers/promises";

/** Does something every so many wall milliseconds until it is aborted, and resolves then. */
export async function repeatEvery(intervalMs: number, act: () => void, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await sleep(intervalMs, undefined, { signal, ref: false }).catch(() => undefined);
    if (!signal.aborted) act();
  }
}
