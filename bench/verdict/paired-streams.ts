import type { Round } from "../../shared/verdict/compare/comparison-state.ts";

/** Numbers from 0 to 1. */
export type Random = () => number;

/** Latencies in milliseconds, lognormal with a median of 50 and a sigma of 0.5: a service like many. */
export function drawLatency(random: Random): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return 50 * Math.exp(0.5 * normal);
}

/** Whether an answer is an error, round after round. */
export type Faults = () => boolean;

export function constantFaults(random: Random, rate: number): Faults {
  return () => random() < rate;
}

/** Errors that come in bursts of geometric length: none between them, every answer within them. */
export function burstyFaults(random: Random, meanLength: number, meanGap: number): Faults {
  let inBurst = random() < meanLength / (meanLength + meanGap);
  return () => {
    inBurst = inBurst ? random() >= 1 / meanLength : random() < 1 / meanGap;
    return inBurst;
  };
}

/** A round of errors alone. */
export function errorRound(green: boolean, blue: boolean): Round {
  return { green: { isError: green, ms: 0 }, blue: { isError: blue, ms: 0 } };
}
