import { gridDistances } from "../grid-mixture.ts";

/** What a load balancer counted at both target groups in the same minute. Numbers are whole and at least 0. */
export interface MinuteCounts {
  readonly green: { readonly requests: number; readonly errors: number };
  readonly blue: { readonly requests: number; readonly errors: number };
}

/** ln of the likelihood ratio of each alternative. */
export type MinuteEvidence = readonly number[];

/** No minutes yet. */
export const NO_MINUTES: MinuteEvidence = gridDistances().map(() => 0);

/**
 * Lindon and Malek's conditioning: given that a request failed, it was green's with a chance of ψr / (ψr + 1 - r), where r is
 * green's share of the minute's requests and ψ how many times blue's error rate green's is. The evidence that ψ is larger
 * than `tolerated` is a mixture over larger ψ, so that traffic may be shifted, and error rates may rise and fall for both
 * at once, from minute to minute. Close enough for error rates to a tenth or so; above, odds take the place of rates.
 * "Rapid Regression Detection in Software Deployments through Sequential Testing"; arXiv 2011.03567 and 2205.14762.
 * @param tolerated ψ that must not fail green, at least 1
 * @param errorsPerBurst at least 1; 1: errors come singly. Errors that come in bursts of one colour count as one each, or
 *   they would count as evidence many times over: see {@link estimateErrorsPerBurst}
 */
export function addMinute(
  before: MinuteEvidence,
  { green, blue }: MinuteCounts,
  tolerated: number,
  errorsPerBurst = 1,
): MinuteEvidence {
  if (green.requests === 0 || blue.requests === 0) return before;
  const share = green.requests / (green.requests + blue.requests);
  const chance = (tolerated * share) / (tolerated * share + 1 - share);
  const greens = green.errors / errorsPerBurst;
  const blues = blue.errors / errorsPerBurst;
  return gridDistances().map((distance, point) => {
    const shared = Math.log1p(chance * Math.expm1(distance));
    return (before[point] ?? 0) + greens * distance - (greens + blues) * shared;
  });
}

/** ln of the e-value that green's error rate is more than tolerated: fail beyond ln(1/alpha), after any minute. */
export function minuteEvidence(evidence: MinuteEvidence): number {
  const largest = Math.max(...evidence);
  const sum = evidence.reduce((total, each) => total + Math.exp(each - largest), 0);
  return largest + Math.log(sum / evidence.length);
}

/**
 * How many errors come at once, from blue's minutes: by how much its errors vary more than errors that come singly at a
 * constant rate would (Pearson's dispersion). At least 1; 1 for fewer than two minutes or no errors.
 */
export function estimateErrorsPerBurst(blue: readonly MinuteCounts["blue"][]): number {
  const minutes = blue.filter(({ requests }) => requests > 0);
  const requests = minutes.reduce((sum, minute) => sum + minute.requests, 0);
  const errors = minutes.reduce((sum, minute) => sum + minute.errors, 0);
  if (minutes.length < 2 || errors === 0) return 1;
  const rate = errors / requests;
  const squares = minutes.map((minute) => (minute.errors - minute.requests * rate) ** 2 / (minute.requests * rate));
  return Math.max(1, squares.reduce((sum, square) => sum + square, 0) / (minutes.length - 1));
}
