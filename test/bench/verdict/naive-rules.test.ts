import { expect, test } from "vitest";
import { abortOnFail, followRule, NAIVE_RULES } from "../../../bench/verdict/naive-rules.ts";

const RATES = [0, 0.001, 0.01, 0.05, 0.2, 0.5];

/** Chances of a pass, in per cent to two digits, at each of the rates: the reference's table 2.3. */
const table: readonly (readonly [string, readonly number[]])[] = [
  ["one request", [100, 99.9, 99, 95, 80, 50]],
  ["any of ten", [100, 100, 100, 100, 100, 99.9]],
  ["the first three", [100, 99.7, 97.03, 85.74, 51.2, 12.5]],
  ["three in a row within 30", [100, 100, 100, 100, 100, 90.78]],
  ["Kubernetes-like: 3 good or 3 bad in a row", [100, 100, 100, 99.96, 97.02, 50]],
  ["target-group-like: 5 good or 2 bad in a row", [100, 100, 99.95, 98.63, 74.52, 8.82]],
  ["Argo-like: 5, failureLimit 0", [100, 99.5, 95.1, 77.38, 32.77, 3.13]],
  ["Argo-like: 10, failureLimit 3", [100, 100, 100, 99.9, 87.91, 17.19]],
  ["k6-like: rate<1% of 100", [100, 90.48, 36.6, 0.59, 0, 0]],
  ["k6-like: rate<1% of 1000", [100, 100, 45.73, 0, 0, 0]],
];

test.for(table)("%s passes a service as often as the reference says", ([name, passes]) => {
  const rule = NAIVE_RULES.find((rule) => rule.name === name);
  const found = RATES.map((rate) => Number((100 * (rule ? followRule(rule.next, rate).passed : NaN)).toFixed(2)));
  expect(found).toEqual(passes);
});

test.for([
  [0, 10],
  [100, 1.8],
  [300, 0.08],
] as const)("k6's abortOnFail with a delay of %i answers stops %d %% of healthy runs", ([delay, percent]) => {
  const stopped = 100 * (1 - followRule(abortOnFail(600, 20, delay), 0.001).passed);
  expect(stopped).toBeGreaterThan(percent * 0.9);
  expect(stopped).toBeLessThan(percent * 1.1);
});
