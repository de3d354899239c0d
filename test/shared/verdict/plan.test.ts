import { expect, test } from "vitest";
import { planProblem, type ErrorRatePlan } from "../../../shared/verdict/plan.ts";

const plan = (healthy: number, bad: number, falsePass: number, falseRollback = 1e-3): ErrorRatePlan => {
  return { healthy, bad, falseRollback, falsePass };
};

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
