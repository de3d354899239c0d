import type { Decision, Tally } from "./plan.ts";

/**
 * Where a test stops, as two lines over the lattice of good answers and errors. The line of the failures is at least as
 * steep as that of the passes: equally steep it is Wald's test, steeper they meet and the test ends in any case.
 * Every test here is such a pair of lines, so that one exact computation serves them all and a decision is two comparisons.
 */
export interface Boundary {
  /** Good answers without an error that it takes to pass. */
  readonly passGood: number;
  /** Further good answers that it takes for each error. */
  readonly passPerError: number;
  /** `errors` convict while there are no more good answers than `failPerError * errors - failGood`. */
  readonly failGood: number;
  readonly failPerError: number;
}

/** The same for any test whose decision turns with the number of good answers, once, for each number of errors. */
export interface Rows {
  /** The good answers up to which so many errors convict; below 0 if they never do. */
  readonly failsUntil: (errors: number) => number;
  /** The good answers from which so many errors are forgiven; never fewer for more errors. */
  readonly passesAt: (errors: number) => number;
}

export function rowsOf({ passGood, passPerError, failGood, failPerError }: Boundary): Rows {
  return {
    failsUntil: (errors) => Math.floor(failPerError * errors - failGood),
    passesAt: (errors) => Math.ceil(passGood + passPerError * errors),
  };
}

/** The decision by what has been seen, whatever was decided before. Where both lines are crossed, the verdict is the severe one. */
export function decideBy(boundary: Boundary, { samples, errors }: Tally): Decision {
  const good = samples - errors;
  if (hasFailed(boundary, good, errors)) return "failed";
  return hasPassed(boundary, good, errors) ? "passed" : "undecided";
}

export function hasFailed({ failGood, failPerError }: Boundary, good: number, errors: number): boolean {
  return errors > 0 && good <= failPerError * errors - failGood;
}

export function hasPassed({ passGood, passPerError }: Boundary, good: number, errors: number): boolean {
  return good >= passGood + passPerError * errors;
}

/** How many samples without an error it takes to pass: the shortest run that can. */
export function cleanSamplesToPass({ passGood }: Boundary): number {
  return Math.max(1, Math.ceil(passGood));
}

/** How many errors in a row, from the first sample on, it takes to fail: the shortest run that can. */
export function errorsToFail({ failGood, failPerError }: Boundary): number {
  return Math.max(1, Math.ceil(failGood / failPerError));
}

/** The samples after which the test has decided whatever they were; Infinity where the lines never meet. */
export function mostSamples(boundary: Boundary): number {
  if (boundary.failPerError <= boundary.passPerError) return Infinity;
  const rows = rowsOf(boundary);
  let most = 0;
  for (let errors = 0; ; errors += 1) {
    const passesAt = rows.passesAt(errors);
    const failsUntil = rows.failsUntil(errors);
    if (failsUntil >= passesAt - 1) return most;
    most = Math.max(most, errors + passesAt);
  }
}
