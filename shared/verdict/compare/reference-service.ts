import type { LatencyTolerance } from "./tolerance.ts";

/** A service like many: latencies lognormal around 50 ms, with a sigma of 0.5, so that one in a hundred takes 160 ms. */
const MEDIAN_MS = 50;
const SIGMA = 0.5;
const FAR_MS = 1e9;
const HALVINGS = 80;

/** How often, in a round, exactly one of two services that are both this one is slower than the question allows. */
export interface Discordance {
  /** Only green: 0..1. */
  readonly green: number;
  /** Only blue, whose latency has the tolerance: 0..1. */
  readonly blue: number;
}

/** Of the question which of both answers was slower. The milliseconds of the tolerance are left out: they only help green. */
export function signDiscordance({ factor }: LatencyTolerance): Discordance {
  const green = normalShareBelow(-Math.log(factor) / (SIGMA * Math.SQRT2));
  return { green, blue: 1 - green };
}

/** Of the question which of both exceeded the quantile `share` of all latencies, blue's with the tolerance. */
export function tailDiscordance({ factor, addMs }: LatencyTolerance, share: number): Discordance {
  const below = (ms: number): { readonly green: number; readonly blue: number } => {
    return { green: shareBelow(ms), blue: shareBelow((ms - addMs) / factor) };
  };
  let [from, to] = [0, FAR_MS];
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const middle = (from + to) / 2;
    const { green, blue } = below(middle);
    if ((green + blue) / 2 < share) from = middle;
    else to = middle;
  }
  const { green, blue } = below(to);
  return { green: (1 - green) * blue, blue: (1 - blue) * green };
}

function shareBelow(ms: number): number {
  return ms <= 0 ? 0 : normalShareBelow(Math.log(ms / MEDIAN_MS) / SIGMA);
}

/** The standard normal distribution, to 1e-7: Abramowitz and Stegun, 7.1.26. */
function normalShareBelow(deviations: number): number {
  const x = Math.abs(deviations) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const series = [1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592];
  const beyond = series.reduce((sum, coefficient) => sum * t + coefficient, 0) * t * Math.exp(-x * x);
  return deviations > 0 ? 1 - beyond / 2 : beyond / 2;
}
