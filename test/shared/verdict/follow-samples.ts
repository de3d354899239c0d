import type { Decision, Tally } from "../../../shared/verdict/plan.ts";

/**
 * What a test does with a service of `errorRate`, sample by sample over all tallies: slow, and written another way than the
 * engine's own computation, to check it by.
 */
export function followSamples(
  decide: (tally: Tally) => Decision,
  errorRate: number,
  atMost: number,
): { passed: number; failed: number; undecided: number; meanSamples: number } {
  let chances = new Map([[0, 1]]);
  const ended = { passed: 0, failed: 0, undecided: 1 };
  let meanSamples = 0;
  for (let samples = 1; samples <= atMost && ended.undecided > 1e-14; samples += 1) {
    meanSamples += ended.undecided;
    const next = new Map<number, number>();
    ended.undecided = 0;
    for (const [before, chance] of chances) {
      for (const isError of [0, 1]) {
        const errors = before + isError;
        const weight = chance * (isError ? errorRate : 1 - errorRate);
        const decision = decide({ samples, errors });
        ended[decision] += weight;
        if (decision === "undecided") next.set(errors, (next.get(errors) ?? 0) + weight);
      }
    }
    chances = next;
  }
  return { ...ended, meanSamples };
}
