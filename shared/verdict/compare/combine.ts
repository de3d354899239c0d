/** One of several questions, and how much of the risk is spent on it. */
export interface WeightedEvidence {
  /** The natural logarithm of an e-process. */
  readonly evidence: number;
  /** Above 0; all of them sum to 1. */
  readonly weight: number;
}

/**
 * The natural logarithm of the weighted mean of e-processes: itself an e-process against "all their hypotheses hold",
 * whatever the dependence between them, so that nothing needs to be corrected for asking several questions. What it
 * costs the one that finds something is ln(1/weight).
 */
export function combineEvidence(parts: readonly WeightedEvidence[]): number {
  let largest = -Infinity;
  for (const { evidence } of parts) largest = Math.max(largest, evidence);
  let sum = 0;
  for (const { evidence, weight } of parts) sum += weight * Math.exp(evidence - largest);
  return largest + Math.log(sum);
}
