/** How much slower than blue green may be: `blue × factor + addMs`. */
export interface LatencyTolerance {
  /** At least 1. */
  readonly factor: number;
  /** Milliseconds, at least 0: what is no loss to anybody, even where a multiple of it is. */
  readonly addMs: number;
}

/** A fifth more, and what a network wobbles by. */
export const DEFAULT_LATENCY_TOLERANCE: LatencyTolerance = { factor: 1.2, addMs: 5 };

/** Milliseconds that green may take where blue took `blueMs`. */
export function tolerateLatency({ factor, addMs }: LatencyTolerance, blueMs: number): number {
  return blueMs * factor + addMs;
}

/** The chance that has these odds: θ = ψ / (1 + ψ). */
export function chanceOfOdds(odds: number): number {
  return odds / (1 + odds);
}
