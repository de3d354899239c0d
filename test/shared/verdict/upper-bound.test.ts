import { expect, test } from "vitest";
import { decideAlwaysValid, alwaysValidRows, eValues } from "../../../shared/verdict/always-valid.ts";
import { computeExactRisks } from "../../../shared/verdict/exact-risks.ts";
import { planFor } from "../../../shared/verdict/default-plan.ts";
import { designTwoLevels } from "../../../shared/verdict/two-level-design.ts";
import { claimOf, upperBoundAnyTime, upperBoundFixed, upperBoundIf } from "../../../shared/verdict/upper-bound.ts";
import { followSamples } from "./follow-samples.ts";

const digits = (value: number): string => `${Number((100 * value).toPrecision(2))} %`;

/** What clean samples exclude with 99 %: the reference's figures after table 2.1. */
test.for([
  [1, "99 %", "100 %"],
  [3, "78 %", "87 %"],
  [10, "37 %", "44 %"],
  [92, "4.9 %", "6 %"],
  [100, "4.5 %", "5.6 %"],
  [509, "0.9 %", "1.1 %"],
  [1000, "0.46 %", "0.57 %"],
] as const)("%i samples without an error exclude %s, and %s at any time", ([samples, fixed, anyTime]) => {
  expect(digits(upperBoundFixed({ samples, errors: 0 }, 0.99))).toBe(fixed);
  expect(digits(upperBoundAnyTime({ samples, errors: 0 }, 0.99))).toBe(anyTime);
});

test.for([0, 1, 3, 10])("with %i errors the bounds exclude neither what was seen nor more than they may", (errors) => {
  const tally = { samples: 200, errors };
  const bounds = [upperBoundFixed(tally, 0.99), upperBoundAnyTime(tally, 0.99), upperBoundIf(0.001, tally, 0.99)];
  for (const bound of bounds) expect(bound).toBeGreaterThan(errors / 200);
  expect(upperBoundAnyTime(tally, 0.999)).toBeGreaterThan(bounds[1] ?? 1);
});

test.for([[{ samples: 0, errors: 0 }], [{ samples: 5, errors: 5 }]] as const)("%j excludes nothing", ([tally]) => {
  expect(upperBoundFixed(tally, 0.99)).toBe(1);
  expect(upperBoundAnyTime(tally, 0.99)).toBe(1);
});

test.for([0.02, 0.05, 0.3])(
  "a true rate of %d is ever excluded, in 60 samples, less than once in a hundred times",
  (rate) => {
    for (const expected of [undefined, 0.001]) {
      const { passed } = followSamples(
        (tally) => (upperBoundAnyTime(tally, 0.99, expected) < rate ? "passed" : "undecided"),
        rate,
        60,
      );
      expect(passed).toBeLessThan(0.01);
    }
  },
);

test("a pass claims the rate that its samples exclude, or the plan's own if that is lower", () => {
  const design = designTwoLevels(planFor({ healthy: 0.001, bad: 0.05, falseRollback: 1e-3, falsePass: 1e-2 }), 1);
  if (!design) throw new Error("expected a design");
  const clean = claimOf(design, { good: 99, errors: 0, doubts: 0 });
  expect(clean).toMatchObject({ samples: 99, errors: 0, confidence: 0.99, falseRollback: 1e-3, falsePass: 1e-2 });
  expect(digits(clean.below)).toBe("4.6 %");
  expect(claimOf(design, { good: 175, errors: 1, doubts: 0 }).below).toBeLessThanOrEqual(0.05);
  expect(claimOf(design, { good: 92, errors: 0, doubts: 3 }).below).toBe(0.05);
});

/**
 * The reference's pair has exact risks 1.2e-4 and 7.0e-3, passes after 556 and 109 clean samples and needs 760 and 116 on
 * average. With half of each bet on the plan's own other rate it is quicker: 536, 99, 727, 107.
 */
test.for([
  [0.01, 536, 727, 583, 13.7],
  [0.05, 99, 107, 61.5, 11.6],
] as const)("0.1 %% against %d, always valid", ([bad, clean, ifHealthy, ifBad, ifTerrible]) => {
  const plan = { healthy: 0.001, bad, falseRollback: 1e-3, falsePass: 1e-2 };
  const rows = alwaysValidRows(plan);
  const healthy = computeExactRisks(rows, plan.healthy);
  const wrong = computeExactRisks(rows, plan.bad);
  expect(rows.passesAt(0)).toBe(clean);
  expect(healthy.failed).toBeLessThan(plan.falseRollback);
  expect(wrong.passed).toBeLessThan(plan.falsePass);
  expect(Math.abs(healthy.meanSamples - ifHealthy)).toBeLessThan(0.6);
  expect(Math.abs(wrong.meanSamples - ifBad)).toBeLessThan(0.6);
  expect(Math.abs(computeExactRisks(rows, 0.2).meanSamples - ifTerrible)).toBeLessThan(0.06);
  expect(decideAlwaysValid(plan, { samples: clean, errors: 0 })).toBe("passed");
  expect(decideAlwaysValid(plan, { samples: clean - 1, errors: 0 })).toBe("undecided");
  expect(decideAlwaysValid(plan, { samples: 4, errors: 4 })).toBe("failed");
  expect(eValues(plan, { samples: 0, errors: 0 })).toEqual({ againstHealthy: 1, againstBad: 1 });
});

test("the always-valid pair keeps its risks also when it goes on after a decision", () => {
  const plan = { healthy: 0.001, bad: 0.05, falseRollback: 1e-3, falsePass: 1e-2 };
  const rows = alwaysValidRows(plan);
  expect(computeExactRisks(rows, 0.001, { atMost: 5_000, endsWith: "failed" }).failed).toBeLessThan(1e-3);
  expect(computeExactRisks(rows, 0.05, { atMost: 1_000, endsWith: "passed" }).passed).toBeLessThan(1e-2);
});
