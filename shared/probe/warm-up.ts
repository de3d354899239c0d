import { setTimeout as sleep } from "node:timers/promises";
import { Connections } from "./connections.ts";
import type { Outcome } from "./outcome.ts";
import { runProbe } from "./run-probe.ts";
import type { Assignment } from "./sampling.ts";

/** What the warm-up of one assignment came to. */
export interface WarmUp {
  readonly assignment: Assignment;
  /** The outcome of the last attempt that ended; undefined where the signal was aborted before any did. */
  readonly last: Outcome | undefined;
  /** How many attempts ended. */
  readonly attempts: number;
}

export interface WarmUpLimits {
  /** Milliseconds for every assignment to pass once. */
  readonly withinMs: number;
  /** Milliseconds between the attempts on one assignment. */
  readonly everyMs: number;
}

/**
 * Asks every assignment until it passes once, or time is up: the one place where a failure is tried again, and none of it
 * is counted as a sample. Latency is not judged: a first request may be slow. When `signal` is aborted it resolves with
 * what was seen by then. Connections that probes keep are closed when it ends.
 * @throws {RangeError} for limits that are no times
 */
export async function warmUp(
  assignments: readonly Assignment[],
  limits: WarmUpLimits,
  signal: AbortSignal,
): Promise<readonly WarmUp[]> {
  const { withinMs, everyMs } = limits;
  if (!(withinMs > 0 && withinMs <= LONGEST_MS)) {
    throw new RangeError(`withinMs: expected milliseconds above 0, of a day at most, received ${withinMs}`);
  }
  if (!(everyMs >= 0 && everyMs <= LONGEST_MS)) {
    throw new RangeError(`everyMs: expected milliseconds, of a day at most, received ${everyMs}`);
  }
  const timeUp = AbortSignal.any([signal, AbortSignal.timeout(Math.ceil(withinMs))]);
  await using connections = new Connections();
  return await Promise.all(assignments.map((assignment) => warmUpOne(assignment, limits, connections, timeUp)));
}

async function warmUpOne(
  assignment: Assignment,
  limits: WarmUpLimits,
  connections: Connections,
  timeUp: AbortSignal,
): Promise<WarmUp> {
  const { probe, target } = assignment;
  // Time for one whole attempt at least, which then says what was wrong.
  const warmUpMs = Math.max(1, limits.withinMs - roomForOutcome(limits));
  let last: Outcome | undefined;
  let attempts = 0;
  try {
    while (last?.kind !== "passed") {
      if (attempts > 0) await sleep(limits.everyMs, undefined, { signal: timeUp });
      last = await runProbe(probe, target, timeUp, { connections, warmUpMs });
      attempts += 1;
    }
  } catch (error) {
    if (!timeUp.aborted) throw error;
  }
  return { assignment, last, attempts };
}

/** Timers that are set to much more go off at once. */
const LONGEST_MS = 24 * 3_600_000;

/** Milliseconds that an attempt leaves for its outcome to be told: a busy function needs some. */
function roomForOutcome({ withinMs }: WarmUpLimits): number {
  return Math.min(500, withinMs / 3);
}
