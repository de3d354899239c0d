/** A task that is there already may end in seconds; one that pulls its image takes a minute and more. */
const SCHEDULE: readonly (readonly [untilLook: number, everyMs: number])[] = [
  [5, 2_000],
  [11, 5_000],
];
const LATER_MS = 10_000;
/** So that several checks do not call at once, again and again: DescribeTasks is throttled for the whole account. */
const JITTER = 0.2;

/**
 * Milliseconds to the next look at a task that was looked at so many times: 2 s, then 5 s, then 10 s, each a fifth more or less.
 * @param random 0..1
 */
export function looksAfterMs(looks: number, random = Math.random()): number {
  const everyMs = SCHEDULE.find(([untilLook]) => looks <= untilLook)?.[1] ?? LATER_MS;
  return Math.round(everyMs * (1 - JITTER + 2 * JITTER * random));
}
