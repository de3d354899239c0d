import { expect, test } from "vitest";
import { planFor } from "../../../shared/verdict/default-plan.ts";
import { findInfeasibility } from "../../../shared/verdict/feasibility.ts";

const oneAgainstTen = planFor({ healthy: 0.001, bad: 0.01, falseRollback: 1e-3, falsePass: 1e-2 });

/** The bad rate that fits into 200 probes is 2.4 %: 2.3 % needs 206. */
test("a plan that cannot decide in its time is refused with the arithmetic", () => {
  expect(findInfeasibility(oneAgainstTen, { members: 1, rate: 10, seconds: 20 })).toEqual({
    needed: 509,
    allowed: 200,
    rate: 26,
    seconds: 51,
    bad: 0.024,
    memberBad: 0.2,
  });
});

test.for([
  [1, 10, 10],
  [10, 5, 20],
  [10, 10, 5],
  [40, 50, 10],
  [3, 7, 3],
] as const)("%i members at %i/s in %i s: each change alone lets it pass, and nothing less does", (row) => {
  const [members, rate, seconds] = row;
  const plan = planFor();
  const budget = { members, rate, seconds };
  const why = findInfeasibility(plan, budget);
  if (!why) throw new Error("expected it to be refused");
  expect(findInfeasibility(plan, { ...budget, rate: why.rate })).toBeUndefined();
  expect(findInfeasibility(plan, { ...budget, rate: why.rate - 1 })).toBeDefined();
  expect(findInfeasibility(plan, { ...budget, seconds: why.seconds })).toBeUndefined();
  expect(findInfeasibility(plan, { ...budget, seconds: why.seconds - 1 })).toBeDefined();
  if (why.bad === undefined || why.memberBad === undefined) return;
  const easier = { whole: { ...plan.whole, bad: why.bad }, member: { ...plan.member, bad: why.memberBad } };
  expect(findInfeasibility(easier, budget)).toBeUndefined();
});

test("a plan that fits is not refused, and one that no bad rate could save says so", () => {
  expect(findInfeasibility(planFor(), { members: 10, rate: 50, seconds: 4.2 })).toBeUndefined();
  const hopeless = findInfeasibility(planFor(), { members: 20, rate: 1, seconds: 10 });
  expect(hopeless?.memberBad).toBeUndefined();
});
