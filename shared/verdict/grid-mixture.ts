/** The alternatives: this many, at geometrically growing distances above the null hypothesis on the log-odds scale. */
const POINTS = 20;
const NEAREST = 0.1;
const FARTHEST = 8;

/**
 * An e-process against "each trial is a hit with a chance of at most `chance`, whatever the trials before it were": under
 * that hypothesis the likelihood ratio of every alternative is a non-negative supermartingale, and so is their mean.
 * Ville's inequality: the chance that it ever reaches 1/alpha, however often it is looked at, is at most alpha.
 */
export interface GridMixture {
  /**
   * The natural logarithm of the e-value after that many trials.
   * @param hits at least 0; need not be whole
   * @param misses at least 0; need not be whole
   */
  readonly evidence: (hits: number, misses: number) => number;
}

/**
 * E = (1/J) Σ (θj/θ0)^hits ((1-θj)/(1-θ0))^misses, with logit θj = logit θ0 + dj. Spread over this grid it costs at most
 * 1.22 times the trials that a test needs which knows the true chance (exactly computed for alpha = 0.001).
 *
 * A Beta mixture truncated to θ > θ0 has a closed form, but its incomplete beta function cancels in the tail: clipped, it
 * makes the evidence too strong. Sums of exponentials cannot.
 * @param chance θ0, 0..1 exclusive
 */
export function createGridMixture(chance: number): GridMixture {
  const ofHit = new Float64Array(POINTS);
  const ofMiss = new Float64Array(POINTS);
  for (let point = 0; point < POINTS; point += 1) {
    const distance = distanceOf(point);
    // θj/θ0 = e^d / (1 + θ0 (e^d - 1)), and (1-θj)/(1-θ0) = 1 / (1 + θ0 (e^d - 1)): exact where θ is close to 0 or 1.
    const shared = Math.log1p(chance * Math.expm1(distance));
    ofHit[point] = distance - shared;
    ofMiss[point] = -shared;
  }
  return { evidence: (hits, misses) => logMean(ofHit, ofMiss, hits, misses) };
}

function logMean(ofHit: Float64Array, ofMiss: Float64Array, hits: number, misses: number): number {
  let largest = -Infinity;
  for (let point = 0; point < POINTS; point += 1) {
    largest = Math.max(largest, hits * (ofHit[point] ?? 0) + misses * (ofMiss[point] ?? 0));
  }
  let sum = 0;
  for (let point = 0; point < POINTS; point += 1) {
    sum += Math.exp(hits * (ofHit[point] ?? 0) + misses * (ofMiss[point] ?? 0) - largest);
  }
  return largest + Math.log(sum / POINTS);
}

/** The distances of the alternatives from the null hypothesis, in log-odds. */
export function gridDistances(): readonly number[] {
  return Array.from({ length: POINTS }, (_, point) => distanceOf(point));
}

function distanceOf(point: number): number {
  return NEAREST * (FARTHEST / NEAREST) ** (point / (POINTS - 1));
}
