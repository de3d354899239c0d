/** When things are due. */
export interface PacingSettings {
  /** How many a second, on average: more than 0. */
  readonly perSecond: number;
  /** How far each may be moved from its time, as a part of the interval: 0..1. Default: 0. */
  readonly jitter?: number;
  /** From 0 to 1. Default: Math.random. */
  readonly random?: () => number;
}

/**
 * Calls `act` at once and then so many times a second on average, which setInterval does not: it rounds down to whole
 * milliseconds and drifts. What was missed while the process was busy is not made up for: a burst of probes would only
 * measure itself.
 * @throws {RangeError} for a rate or a jitter with which it would never act, or without a pause
 * @param act is told when it was due, on the clock of `performance.now()`
 * @returns what ends it
 */
export function startPacing(
  { perSecond, jitter = 0, random = Math.random }: PacingSettings,
  act: (due: number) => void,
): () => void {
  if (!(perSecond > 0 && perSecond < Infinity)) {
    throw new RangeError(`perSecond: expected a number above 0, received ${perSecond}`);
  }
  if (!(jitter >= 0 && jitter <= 1)) throw new RangeError(`jitter: expected a number from 0 to 1, received ${jitter}`);
  const interval = 1000 / perSecond;
  let timer: NodeJS.Timeout;
  let beat = performance.now();
  let due = beat;
  const tick = (): void => {
    act(due);
    const now = performance.now();
    beat = Math.max(beat + interval, now);
    due = beat + (random() - 0.5) * interval * jitter;
    timer = setTimeout(tick, Math.max(0, due - now));
  };
  tick();
  return () => clearTimeout(timer);
}
