/** Which of the colours did badly in a round. */
export interface Bad {
  readonly green: boolean;
  readonly blue: boolean;
}

/**
 * The sign test's question of a round: which answer was slower? It finds a shift of all latencies soonest.
 * @param blueMs what green is allowed: blue's latency with the tolerance
 */
export function compareLatency(greenMs: number, blueMs: number): Bad {
  return { green: greenMs > blueMs, blue: blueMs > greenMs };
}
