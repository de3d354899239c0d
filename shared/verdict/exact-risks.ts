import { rowsOf, type Boundary, type Rows } from "./boundary.ts";

/** What a test does with a service of one true error rate. The three chances add up to 1. */
export interface ExactRisks {
  readonly passed: number;
  readonly failed: number;
  /** Chance that nothing is decided after `atMost` samples; without it, what was too improbable to be followed: below 1e-14. */
  readonly undecided: number;
  readonly meanSamples: number;
}

export interface Following {
  /** The samples after which the test is given up. */
  readonly atMost?: number | undefined;
  /**
   * The decisions that end it. One that does not is passed through, as by a test that goes on after it: `failed` gives the
   * chance of ever failing. Only with `atMost`, for such a test need not end.
   */
  readonly endsWith?: "either" | "failed" | "passed";
  /** The chance at which the remaining paths are not followed; they count as undecided. Default: 1e-14. */
  readonly negligible?: number;
}

/** Paths less probable than this together are not followed: what they would add to any of the three chances is less, too. */
const NEGLIGIBLE = 1e-14;

/**
 * What a test does with a service of `errorRate`, exactly: by dynamic programming over the lattice of good answers and
 * errors, one row for each number of errors. Within a row only good answers move the path, so that a row is one sweep
 * `mass[g] = errorRate * above[g] + (1 - errorRate) * mass[g - 1]`.
 *
 * Only additions and multiplications of positive numbers: each chance is a sum of products of at most `samples` factors,
 * so that its relative rounding error is below 2 * samples * 2^-53, 1e-11 for 50 000 samples. With the paths left out,
 * chances are exact to 1e-9 and far better.
 */
export function computeExactRisks(test: Boundary | Rows, errorRate: number, following: Following = {}): ExactRisks {
  const rows = "passesAt" in test ? test : rowsOf(test);
  const { atMost = Infinity, endsWith = "either", negligible = NEGLIGIBLE } = following;
  if (errorRate <= 0) return followFaultless(endsWith === "failed" ? Infinity : rows.passesAt(0), atMost);
  let mass = new Float64Array(1024);
  // Above the first row: what one error would have to arrive from.
  mass[0] = 1 / errorRate;
  let base = 0;
  let low = 0;
  let high = 1;
  let failed = 0;
  let passed = 0;
  let undecided = 0;
  let meanSamples = 0;
  let arriving = 1;
  for (let errors = 0; arriving > negligible; errors += 1) {
    const failsUntil = endsWith === "passed" ? -1 : rows.failsUntil(errors);
    const passesAt = endsWith === "failed" ? Infinity : rows.passesAt(errors);
    const end = Math.max(0, Math.min(passesAt, atMost - errors));
    if (errors > 0) {
      // Errors arrive from the row above: those that convict, those of the last sample, and those that go on.
      let good = low;
      for (; good < high && good <= failsUntil; good += 1) failed += errorRate * (mass[good - base] ?? 0);
      low = good;
      for (good = Math.max(low, end); good < high; good += 1) undecided += errorRate * (mass[good - base] ?? 0);
    }
    if (low >= end || end === Infinity) {
      arriving = 0;
      break;
    }
    if (end - base > mass.length) {
      const wider = end - low > mass.length ? new Float64Array(2 * (end - low)) : mass;
      wider.set(mass.subarray(low - base, high - base));
      mass = wider;
      base = low;
    }
    const row = sweep(mass, low - base, Math.min(high, end) - base, end - base, errorRate);
    const moving = (1 - errorRate) * (mass[end - base - 1] ?? 0);
    if (passesAt <= end) passed += moving;
    else undecided += moving;
    meanSamples += row;
    arriving = errorRate * row;
    high = end;
  }
  return { passed, failed, undecided: undecided + arriving, meanSamples };
}

/** A service without errors has one path only. */
function followFaultless(passesAt: number, atMost: number): ExactRisks {
  const passed = passesAt <= atMost ? 1 : 0;
  return { passed, failed: 0, undecided: 1 - passed, meanSamples: Math.min(passesAt, atMost) };
}

/**
 * The chances of one row from those of the row above, in place, and their sum: the mean number of samples that are taken with
 * so many errors. On its own because it is all the work there is, and is compiled sooner so.
 * @param known where the row above ends
 */
function sweep(mass: Float64Array, from: number, known: number, to: number, errorRate: number): number {
  const goodRate = 1 - errorRate;
  let moving = 0;
  let sum = 0;
  let at = from;
  for (; at < known; at += 1) {
    const here = errorRate * (mass[at] ?? 0) + moving;
    mass[at] = here;
    sum += here;
    moving = goodRate * here;
  }
  for (; at < to; at += 1) {
    mass[at] = moving;
    sum += moving;
    moving *= goodRate;
  }
  return sum;
}
