import { expect, test } from "vitest";
import { decide, planProblem, samplesToPass, type ErrorRatePlan } from "../../../shared/verdict/sequential-test.ts";
import { computeExactRisk } from "./exact-risk.ts";

const plan = (healthy: number, bad: number, falsePass: number, falseRollback = 1e-3): ErrorRatePlan => {
  return { healthy, bad, falseRollback, falsePass };
};

/** Exact values, from an independent implementation. */
const table = [
  { plan: plan(0.001, 0.01, 1e-2), clean: 509, failures: 3, alpha: 4.8e-4, beta: 1e-2, ifHealthy: 683, ifBad: 545 },
  {
    plan: plan(0.001, 0.01, 1e-3),
    clean: 764,
    failures: 3,
    alpha: 4.8e-4,
    beta: 9.9e-4,
    ifHealthy: 1024.9,
    ifBad: 553.4,
  },
  { plan: plan(0.001, 0.05, 1e-2), clean: 92, failures: 2, alpha: 3.4e-4, beta: 9.8e-3, ifHealthy: 99.8, ifBad: 56.7 },
  {
    plan: plan(0.001, 0.05, 1e-3),
    clean: 138,
    failures: 2,
    alpha: 3.4e-4,
    beta: 9.7e-4,
    ifHealthy: 149.7,
    ifBad: 57.4,
  },
  {
    plan: plan(0.01, 0.05, 1e-2),
    clean: 112,
    failures: 5,
    alpha: 5.8e-4,
    beta: 9.9e-3,
    ifHealthy: 186.4,
    ifBad: 179.1,
  },
  {
    plan: plan(0.005, 0.02, 1e-2),
    clean: 304,
    failures: 5,
    alpha: 6.3e-4,
    beta: 9.9e-3,
    ifHealthy: 562.8,
    ifBad: 567.8,
  },
  { plan: plan(0.001, 0.5, 1e-2), clean: 7, failures: 2, alpha: 3.5e-5, beta: 7.9e-3, ifHealthy: 7.07, ifBad: 4 },
  { plan: plan(0.001, 0.2, 1e-2), clean: 21, failures: 2, alpha: 1.6e-4, beta: 9.4e-3, ifHealthy: 21.5, ifBad: 10.4 },
];

test.for(table)(
  "$plan.healthy v $plan.bad, false pass $plan.falsePass: $clean clean samples pass, $failures failures in a row fail",
  ({ plan, clean, failures }) => {
    expect(samplesToPass(plan)).toBe(clean);
    expect(decide(plan, { samples: clean, errors: 0 })).toBe("passed");
    expect(decide(plan, { samples: clean - 1, errors: 0 })).toBe("undecided");
    expect(decide(plan, { samples: failures, errors: failures })).toBe("failed");
    expect(decide(plan, { samples: failures - 1, errors: failures - 1 })).toBe("undecided");
  },
);

test.for(table)(
  "$plan.healthy v $plan.bad, false pass $plan.falsePass: both risks are kept, exactly",
  ({ plan, alpha, beta, ifHealthy, ifBad }) => {
    const healthy = computeExactRisk(plan, plan.healthy, 20_000);
    const bad = computeExactRisk(plan, plan.bad, 20_000);
    expect(healthy.failed).toBeLessThan(plan.falseRollback);
    expect(bad.passed).toBeLessThan(plan.falsePass);
    const twoDigits = [healthy.failed, bad.passed].map((risk) => Number(risk.toPrecision(2)));
    expect(twoDigits).toEqual([alpha, beta]);
    expect(healthy.meanSamples).toBeCloseTo(ifHealthy, 0);
    expect(bad.meanSamples).toBeCloseTo(ifBad, 0);
    expect(healthy.undecided + bad.undecided).toBeLessThan(1e-9);
  },
);

test("better than healthy is failed less, and worse than bad is passed less", () => {
  const gate = plan(0.001, 0.05, 1e-3);
  const passed = [0, 0.001, 0.01, 0.05, 0.2].map((rate) => computeExactRisk(gate, rate, 20_000).passed);
  expect(passed).toEqual(passed.toSorted((a, b) => b - a));
  expect(passed[0]).toBe(1);
  expect(passed[2]).toBeCloseTo(0.744, 3);
  expect(passed[4]).toBeLessThan(1e-12);
});

test("the risks hold all but as well for a test that goes on after its first decision", () => {
  const gate = plan(0.001, 0.05, 1e-3);
  expect(computeExactRisk(gate, gate.healthy, 3_000, ["failed"]).failed).toBeLessThan(gate.falseRollback);
  expect(computeExactRisk(gate, gate.bad, 3_000, ["passed"]).passed).toBeLessThan(
    gate.falsePass / (1 - gate.falseRollback),
  );
});

test("nothing seen decides nothing", () => {
  for (const { plan } of table) expect(decide(plan, { samples: 0, errors: 0 })).toBe("undecided");
});

test.for([
  [plan(0.001, 0.05, 1e-3), /^none$/],
  [plan(0, 0.05, 1e-3), /0 < healthy < bad < 1/],
  [plan(0.05, 0.05, 1e-3), /received healthy 0\.05 and bad 0\.05/],
  [plan(0.1, 0.05, 1e-3), /0 < healthy < bad < 1/],
  [plan(0.1, 1, 1e-3), /0 < healthy < bad < 1/],
  [plan(Number.NaN, 0.05, 1e-3), /0 < healthy < bad < 1/],
  [plan(0.001, 0.05, 0), /risks between 0 and 0\.5.* falsePass 0$/],
  [plan(0.001, 0.05, 1e-3, 0.5), /risks between 0 and 0\.5, received falseRollback 0\.5/],
  [plan(0.001, 0.05, Number.NaN), /falsePass NaN/],
] as const)("the problem of the plan %j", ([plan, problem]) => {
  expect(planProblem(plan) ?? "none").toMatch(problem);
});
