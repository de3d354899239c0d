import type { Clock } from "./clock.ts";
import { mayPass, MOST_REFUSED } from "./may-pass.ts";
import type { Periods } from "./periods.ts";

/** A look at the periods that are over. */
export interface Look {
  /** The beginnings of those that may be judged: at least one. */
  readonly due: readonly number[];
  /** Whether it is the last: what is missing now is missing. */
  readonly isLast: boolean;
}

const SHORTEST_WAIT_MS = 200;

/**
 * Looks again and again, from when the first period may be judged until a look decides. A period may be judged `delay` after
 * its end; what is late is waited for as long again, a period at least, after the last.
 * @param look the last must decide
 * @throws what a look throws, but for what passes: throttling, and faults of AWS or of the network
 */
export async function watchPeriods<Result>(
  { after, length }: Pick<Periods, "after" | "length">,
  delay: number,
  clock: Clock,
  look: (look: Look, signal: AbortSignal) => Promise<Result | undefined>,
  signal: AbortSignal,
): Promise<Result | undefined> {
  const between = Math.max(SHORTEST_WAIT_MS, length / 4);
  const readyAt = (start: number): number => start + length + delay;
  const endsAt = readyAt(Math.max(...after)) + Math.max(length, delay);
  let refused = 0;
  for (;;) {
    signal.throwIfAborted();
    const now = clock.now();
    const due = after.filter((start) => readyAt(start) <= now);
    const isLast = now >= endsAt;
    if (due.length > 0) {
      try {
        const result = await look({ due, isLast }, signal);
        if (result !== undefined || isLast) return result;
        refused = 0;
      } catch (error) {
        signal.throwIfAborted();
        refused += 1;
        if (isLast || refused >= MOST_REFUSED || !mayPass(error)) throw error;
      }
    }
    const next = due.length > 0 ? now + between : readyAt(Math.min(...after));
    await clock.pause(Math.max(SHORTEST_WAIT_MS, Math.min(next, endsAt) - now), signal);
  }
}
