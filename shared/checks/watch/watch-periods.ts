import type { Clock } from "./clock.ts";
import { BETWEEN_LAST_LOOKS_MS, mayPass, MOST_REFUSED } from "./may-pass.ts";
import type { Periods } from "./periods.ts";
import { roomForLate } from "./periods-in-bake.ts";

/** A look at the periods that are over. */
export interface Look {
  /** The beginnings of those that may be judged: at least one. */
  readonly due: readonly number[];
  /** Of these, the ones of which data may still come. */
  readonly late: readonly number[];
  /** Whether it is the last: what is missing now is missing. */
  readonly isLast: boolean;
}

/** What there is to say where it ended before the first look. */
export const NO_PERIOD_YET =
  "Stopped before CloudWatch could have counted a whole period after the shift: it takes one, and customers.delay.";

const SHORTEST_WAIT_MS = 200;

/**
 * Looks again and again, from when the first period may be judged until a look decides. A period may be judged `delay` after
 * its end; what is late is waited for as long again, a period at least, after the last. It may be late for so long once more,
 * but nobody waits for that.
 * @param look the last must decide
 * @param until when it ends in any case, on `clock`: a moment that has passed is one last look, at what there is. Default: never
 * @returns undefined where no period could be judged by then
 * @throws what a look throws, but for what passes: throttling, and faults of AWS or of the network
 */
export async function watchPeriods<Result>(
  { after, length }: Pick<Periods, "after" | "length">,
  delay: number,
  clock: Clock,
  look: (look: Look, signal: AbortSignal) => Promise<Result | undefined>,
  signal: AbortSignal,
  until = Infinity,
): Promise<Result | undefined> {
  const between = Math.max(SHORTEST_WAIT_MS, length / 4);
  const readyAt = (start: number): number => start + length + delay;
  const wait = roomForLate(length, delay);
  const endsAt = Math.min(readyAt(Math.max(...after)) + wait, until);
  let refused = 0;
  for (;;) {
    signal.throwIfAborted();
    const now = clock.now();
    const due = after.filter((start) => readyAt(start) <= now);
    const isLast = now >= endsAt;
    if (due.length > 0) {
      try {
        const late = due.filter((start) => now < readyAt(start) + 2 * wait);
        const result = await look({ due, late, isLast }, signal);
        if (result !== undefined || isLast) return result;
        refused = 0;
      } catch (error) {
        signal.throwIfAborted();
        refused += 1;
        if (refused >= MOST_REFUSED || !mayPass(error)) throw error;
        if (isLast) {
          await clock.pause(Math.min(between, BETWEEN_LAST_LOOKS_MS), signal);
          continue;
        }
      }
    }
    if (isLast) return undefined;
    const next = due.length > 0 ? now + between : readyAt(Math.min(...after));
    await clock.pause(Math.max(SHORTEST_WAIT_MS, Math.min(next, endsAt) - now), signal);
  }
}
