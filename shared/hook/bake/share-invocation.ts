/** How one invocation of a bake uses its time; moments in milliseconds since 1970. */
export interface InvocationShare {
  /** When the checks that can go on later are stopped. */
  readonly stopAt: number;
  /** When those that cannot are. */
  readonly onceUntil: number;
  /** Whether the bake is over then; else another invocation goes on with it. */
  readonly endsBake: boolean;
}

/** To invoke itself, and to see in the log that the next has begun: twice, because lines take seconds to be found there. */
const LONGEST_HAND_OVER_MS = 90_000;
/** To decide by what was seen. */
const LONGEST_SETTLING_MS = 60_000;

/**
 * @param now when the invocation began
 * @param checksEndAt when nothing but the report is left to do
 */
export function shareInvocation(now: number, checksEndAt: number, bakeEndsAt: number): InvocationShare {
  const checksMs = checksEndAt - now;
  const settlesAt = checksEndAt - settlingMs(now, checksEndAt);
  if (bakeEndsAt <= settlesAt) return { stopAt: bakeEndsAt, onceUntil: settlesAt, endsBake: true };
  const handsOverAt = checksEndAt - handOverMs(checksMs);
  return { stopAt: handsOverAt, onceUntil: handsOverAt, endsBake: false };
}

/** How long settling may take. */
export function settlingMs(now: number, checksEndAt: number): number {
  return Math.min(LONGEST_SETTLING_MS, (checksEndAt - now) / 4);
}

/** How many more invocations as long as this one it takes to bring the bake to its end. */
export function invocationsNeeded(now: number, checksEndAt: number, stopAt: number, bakeEndsAt: number): number {
  const checksMs = checksEndAt - now;
  const bakesMs = checksMs - handOverMs(checksMs);
  return bakesMs > 0 ? Math.ceil((bakeEndsAt - stopAt) / bakesMs) : Infinity;
}

function handOverMs(checksMs: number): number {
  return Math.min(LONGEST_HAND_OVER_MS, checksMs / 4);
}
