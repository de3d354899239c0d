import { expect, test } from "vitest";
import { cleanSamplesToPass, decideBy, errorsToFail, mostSamples } from "../../../shared/verdict/boundary.ts";
import { computeExactRisks } from "../../../shared/verdict/exact-risks.ts";
import { fixedBoundary } from "../../../shared/verdict/fixed-test.ts";
import { minimumMeanSamples } from "../../../shared/verdict/minimum-samples.ts";
import { sprtBoundary, waldThresholds } from "../../../shared/verdict/sprt.ts";
import { tuneTwoSprt } from "../../../shared/verdict/two-sprt.ts";
import { followSamples } from "./follow-samples.ts";

/**
 * Wald's own thresholds, the reference's table 2.2: healthy, bad, false pass | exact risks | clean to pass, failures to
 * fail | mean samples, with the least that any test needs | mean at the geometric middle. Corrected: the reference has 1516
 * where both computations here find 1515.498, and 1.0e-3 where 9.95e-4 has the two digits 9.9.
 */
const WALD = [
  [0.001, 0.01, 1e-2, 4.8e-4, 1.0e-2, 509, 3, 683.0, 681.6, 545.0, 482.2, 1522],
  [0.001, 0.01, 1e-3, 4.8e-4, 9.9e-4, 764, 3, 1024.9, 1023.0, 553.4, 490.0, 2352],
  [0.001, 0.05, 1e-2, 3.4e-4, 9.8e-3, 92, 2, 99.8, 99.1, 56.7, 45.9, 163],
  [0.001, 0.05, 1e-3, 3.4e-4, 9.7e-4, 138, 2, 149.7, 148.8, 57.4, 46.6, 250],
  [0.01, 0.05, 1e-2, 5.8e-4, 9.9e-3, 112, 5, 186.4, 185.7, 179.1, 164.3, 479],
  [0.005, 0.02, 1e-2, 6.3e-4, 9.9e-3, 304, 5, 562.8, 561.3, 567.8, 528.3, 1515],
  [0.001, 0.5, 1e-2, 3.5e-5, 7.9e-3, 7, 2, 7.1, 6.7, 4.0, 2.5, undefined],
  [0.001, 0.2, 1e-2, 1.6e-4, 9.4e-3, 21, 2, 21.5, 21.2, 10.4, 7.7, undefined],
] as const;

const twoDigits = (value: number): number => Number(value.toPrecision(2));
const tenth = (value: number): number => Number(value.toFixed(1));

test.for(WALD)(
  "Wald's test of %d against %d with a false pass of %d is as the reference says, to its printed digits",
  ([healthy, bad, falsePass, alpha, beta, clean, inARow, ifHealthy, leastHealthy, ifBad, leastBad, middle]) => {
    const plan = { healthy, bad, falsePass, falseRollback: 1e-3 };
    const boundary = sprtBoundary(plan, waldThresholds(plan));
    const atHealthy = computeExactRisks(boundary, healthy);
    const atBad = computeExactRisks(boundary, bad);
    const least = minimumMeanSamples(plan);
    expect([twoDigits(atHealthy.failed), twoDigits(atBad.passed)]).toEqual([alpha, beta]);
    expect([cleanSamplesToPass(boundary), errorsToFail(boundary)]).toEqual([clean, inARow]);
    expect([atHealthy.meanSamples, atBad.meanSamples].map(tenth)).toEqual([ifHealthy, ifBad]);
    expect([least.healthy, least.bad].map(tenth)).toEqual([leastHealthy, leastBad]);
    const between = Math.round(computeExactRisks(boundary, Math.sqrt(healthy * bad)).meanSamples);
    expect(between).toBe(middle ?? between);
  },
);

/** Passes in per cent, and mean samples, at 0, 0.1, 1, 5, 20 and 50 % errors. */
test.for([
  [1e-2, ["100.00", "99.97", "79.44", "0.98", "0.00", "0.00"], [92, 100, 188, 57, 10, 4]],
  [1e-3, ["100.00", "99.97", "74.43", "0.10", "0.00", "0.00"], [138, 150, 288, 57, 10, 4]],
] as const)("Wald's test of 0.1 against 5 % with a false pass of %d, at other rates (table 2.3)", (row) => {
  const [falsePass, passes, means] = row;
  const plan = { healthy: 0.001, bad: 0.05, falsePass, falseRollback: 1e-3 };
  const boundary = sprtBoundary(plan, waldThresholds(plan));
  const found = [0, 0.001, 0.01, 0.05, 0.2, 0.5].map((rate) => computeExactRisks(boundary, rate));
  expect(found.map(({ passed }) => (100 * passed).toFixed(2))).toEqual(passes);
  expect(found.map(({ meanSamples }) => Math.round(meanSamples))).toEqual(means);
});

const plan = { healthy: 0.01, bad: 0.05, falseRollback: 1e-3, falsePass: 1e-2 };
const sprt = sprtBoundary(plan, waldThresholds(plan));
const twoSprt = tuneTwoSprt(plan) ?? sprt;
const fixed = fixedBoundary({ samples: 60, allowed: 2 });

test.for([
  ["Wald's test", sprt, 0.01, 5_000],
  ["Wald's test", sprt, 0.3, 5_000],
  ["Wald's test, given up early", sprt, 0.02, 150],
  ["the 2-SPRT", twoSprt, 0.01, 5_000],
  ["the 2-SPRT", twoSprt, 0.05, 5_000],
  ["the 2-SPRT, given up early", twoSprt, 0.03, 300],
  ["a test of fixed size", fixed, 0.04, 5_000],
] as const)("%s: rows of errors and samples one by one agree to 1e-12", ([, boundary, rate, atMost]) => {
  const byRows = computeExactRisks(boundary, rate, { atMost });
  const bySamples = followSamples((tally) => decideBy(boundary, tally), rate, atMost);
  expect(Math.abs(byRows.passed - bySamples.passed)).toBeLessThan(1e-12);
  expect(Math.abs(byRows.failed - bySamples.failed)).toBeLessThan(1e-12);
  expect(Math.abs(byRows.undecided - bySamples.undecided)).toBeLessThan(1e-12);
  expect(Math.abs(byRows.meanSamples - bySamples.meanSamples)).toBeLessThan(1e-8);
  expect(byRows.passed + byRows.failed + byRows.undecided).toBeCloseTo(1, 12);
});

test("every sequence of 14 answers, one by one, adds up to the same chances", () => {
  const boundary = { passGood: 5.2, passPerError: 2.3, failGood: 2.4, failPerError: 2.3 };
  const rate = 0.3;
  const ended = { passed: 0, failed: 0, undecided: 0 };
  for (let answers = 0; answers < 2 ** 14; answers += 1) {
    let errors = 0;
    let chance = 1;
    let decision = decideBy(boundary, { samples: 0, errors: 0 });
    for (let samples = 1; samples <= 14; samples += 1) {
      const isError = (answers >> (samples - 1)) & 1;
      errors += isError;
      chance *= isError ? rate : 1 - rate;
      if (decision === "undecided") decision = decideBy(boundary, { samples, errors });
    }
    ended[decision] += chance;
  }
  const exact = computeExactRisks(boundary, rate, { atMost: 14 });
  for (const key of ["passed", "failed", "undecided"] as const) expect(exact[key]).toBeCloseTo(ended[key], 12);
});

test("a decision that does not end the test is passed through", () => {
  const boundary = sprtBoundary(plan, waldThresholds(plan));
  const atMost = 600;
  const onlyFail = followSamples(
    (tally) => (decideBy(boundary, tally) === "failed" ? "failed" : "undecided"),
    0.01,
    atMost,
  );
  expect(computeExactRisks(boundary, 0.01, { atMost, endsWith: "failed" }).failed).toBeCloseTo(onlyFail.failed, 13);
  const onlyPass = followSamples(
    (tally) => (decideBy({ ...boundary, failGood: 1e9 }, tally) === "passed" ? "passed" : "undecided"),
    0.05,
    atMost,
  );
  expect(computeExactRisks(boundary, 0.05, { atMost, endsWith: "passed" }).passed).toBeCloseTo(onlyPass.passed, 13);
});

test("lines that meet end the test, and parallel ones need not", () => {
  expect(mostSamples(sprt)).toBe(Infinity);
  expect(mostSamples(fixed)).toBe(60);
  const most = mostSamples(twoSprt);
  expect(computeExactRisks(twoSprt, 0.027, { atMost: most }).undecided).toBe(0);
  expect(computeExactRisks(twoSprt, 0.027, { atMost: most - 1 }).undecided).toBeGreaterThan(0);
});
