import { decide, type ErrorRatePlan } from "../../../shared/verdict/sequential-test.ts";

export interface ExactRisk {
  readonly passed: number;
  readonly failed: number;
  /** Chance that nothing is decided after all the samples that were followed. */
  readonly undecided: number;
  readonly meanSamples: number;
}

/**
 * What a plan does with a service of `errorRate`, by dynamic programming over the number of errors after each sample:
 * exact but for the rounding of numbers.
 * @param absorbing the decisions that end the test; those left out are passed through, as by a test that goes on
 */
export function computeExactRisk(
  plan: ErrorRatePlan,
  errorRate: number,
  samples: number,
  absorbing: readonly ("passed" | "failed")[] = ["passed", "failed"],
): ExactRisk {
  let chances = new Map([[0, 1]]);
  const ended = { passed: 0, failed: 0 };
  let meanSamples = 0;
  let undecided = 1;
  for (let n = 1; n <= samples && undecided > 1e-14; n += 1) {
    meanSamples += undecided;
    const next = new Map<number, number>();
    for (const [errors, chance] of chances) {
      for (const [seen, weight] of [
        [errors + 1, chance * errorRate],
        [errors, chance * (1 - errorRate)],
      ] as const) {
        const decision = decide(plan, { samples: n, errors: seen });
        if (decision !== "undecided" && absorbing.includes(decision)) ended[decision] += weight;
        else next.set(seen, (next.get(seen) ?? 0) + weight);
      }
    }
    chances = next;
    undecided = [...chances.values()].reduce((sum, chance) => sum + chance, 0);
  }
  return { ...ended, undecided, meanSamples };
}
