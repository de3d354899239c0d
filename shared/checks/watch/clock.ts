import { pause } from "../../deployment/pause.ts";

/** What a watch knows of the time. */
export interface Clock {
  /** Milliseconds of the epoch, by which AWS stamps its data. */
  readonly now: () => number;
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
}

export const CLOCK: Clock = { now: () => Date.now(), pause };
