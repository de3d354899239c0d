import { checkCount } from "./check-count.ts";
import { Connections } from "./connections.ts";
import { runProbe } from "./run-probe.ts";
import type { Assignment, Sample } from "./sampling.ts";

/**
 * Asks every assignment once, so many at a time, and yields each sample as soon as it is there. Stop by leaving the loop,
 * which abandons the probes still in flight. Throws the signal's reason when it is aborted.
 * @param inFlight probes that may be waiting for their answers at once
 * @throws {RangeError} where that is none
 */
export async function* probeEach(
  assignments: readonly Assignment[],
  inFlight: number,
  signal: AbortSignal,
): AsyncGenerator<Sample, void, undefined> {
  checkCount("inFlight", inFlight);
  signal.throwIfAborted();
  await using connections = new Connections();
  const stopped = new AbortController();
  const running = AbortSignal.any([signal, stopped.signal]);
  const ended: Sample[] = [];
  let fault: { readonly error: unknown } | undefined;
  let wake = (): void => {};
  const waiting = assignments.values();
  const work = async (): Promise<void> => {
    // All take from the same list.
    for (const assignment of waiting) {
      const outcome = await runProbe(assignment.probe, assignment.target, running, { connections });
      ended.push({ assignment, outcome });
      wake();
    }
  };
  const fail = (error: unknown): void => {
    fault ??= { error };
    wake();
  };
  for (let workers = Math.min(inFlight, assignments.length); workers > 0; workers -= 1) work().catch(fail);
  try {
    for (let left = assignments.length; left > 0; left -= 1) {
      while (ended.length === 0) {
        if (fault) throw fault.error;
        const { promise, resolve } = Promise.withResolvers<void>();
        wake = resolve;
        await promise;
      }
      const sample = ended.shift();
      if (sample) yield sample;
    }
  } finally {
    stopped.abort(new Error("probing was stopped"));
  }
}
