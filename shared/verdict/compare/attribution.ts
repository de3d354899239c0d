import { createGridMixture } from "../grid-mixture.ts";

/** Probes of one colour. */
export interface Probes {
  readonly samples: number;
  readonly errors: number;
}

/** Error rates, 0..1 exclusive: at most `healthy` is fit for customers, at least `bad` is not. */
export interface ErrorRates {
  readonly healthy: number;
  readonly bad: number;
}

/** E-processes on one colour by itself, as natural logarithms: valid at any time, and at any error rate. */
export interface AbsoluteTest {
  /** Evidence that its error rate is above `healthy`. */
  readonly unhealthy: (probes: Probes) => number;
  /** Evidence that its error rate is above `bad`. */
  readonly bad: (probes: Probes) => number;
  /** Evidence that its error rate is below `bad`. */
  readonly notBad: (probes: Probes) => number;
}

export function createAbsoluteTest({ healthy, bad }: ErrorRates): AbsoluteTest {
  const errors = createGridMixture(healthy);
  const manyErrors = createGridMixture(bad);
  const answers = createGridMixture(1 - bad);
  return {
    unhealthy: (probes) => errors.evidence(probes.errors, probes.samples - probes.errors),
    bad: (probes) => manyErrors.evidence(probes.errors, probes.samples - probes.errors),
    notBad: (probes) => answers.evidence(probes.samples - probes.errors, probes.errors),
  };
}

/**
 * - `none`: green's error rate may be healthy.
 * - `green`: it is not, and blue's is.
 * - `environment`: neither's is, and nothing says that green is worse: what they share is at fault.
 * - `unknown`: green's is not, and there is not enough to say whether it is alone in that.
 */
export type Attribution = "none" | "green" | "environment" | "unknown";

export interface AttributionEvidence {
  readonly greenUnhealthy: number;
  readonly blueUnhealthy: number;
  /** Evidence, of the paired rounds, that green has more errors than blue. */
  readonly greenWorse: number;
}

/** Chances, 0..1 exclusive. */
export interface AttributionRisks {
  /** Of finding a healthy colour unhealthy. */
  readonly unhealthy: number;
  /**
   * Of holding an unhealthy green to be worse than blue when it is not. It may be larger than the risk of a false rollback,
   * because it is taken only when something is wrong.
   */
  readonly attribution: number;
}

/**
 * Whose fault it is that green errs, with blue as the control: green's own error rate tells sooner than the comparison that
 * something is wrong, and the comparison then tells whose it is.
 */
export function attributeErrors(evidence: AttributionEvidence, risks: AttributionRisks): Attribution {
  const enough = -Math.log(risks.unhealthy);
  if (evidence.greenUnhealthy < enough) return "none";
  if (evidence.blueUnhealthy >= enough) return "environment";
  return evidence.greenWorse >= -Math.log(risks.attribution) ? "green" : "unknown";
}
