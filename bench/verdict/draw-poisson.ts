import type { Random } from "./paired-streams.ts";

/** Knuth's: exact, and quick enough for means of a hundred. */
export function drawPoisson(random: Random, mean: number): number {
  const floor = Math.exp(-mean);
  let product = random();
  let count = 0;
  while (product > floor) {
    product *= random();
    count += 1;
  }
  return count;
}
