import { expect, test } from "vitest";
import { drawLatency } from "../../../../bench/verdict/paired-streams.ts";
import { seededRandom } from "../../../../bench/verdict/seeded-random.ts";
import { addToThresholds, compareTail, NO_THRESHOLDS } from "../../../../shared/verdict/compare/exceedance.ts";
import { addLatencies, quantileOf } from "../../../../shared/verdict/compare/latency-histogram.ts";
import { compareLatency } from "../../../../shared/verdict/compare/sign.ts";
import { tolerateLatency } from "../../../../shared/verdict/compare/tolerance.ts";

test("a quantile is that of the latencies, to 1 %", () => {
  const random = seededRandom(1);
  const latencies = Array.from({ length: 5000 }, () => drawLatency(random));
  const sorted = latencies.toSorted((a, b) => a - b);
  for (const share of [0.5, 0.95, 0.99]) {
    const quantile = quantileOf(addLatencies({}, latencies), share);
    const exact = sorted[Math.ceil(share * 5000) - 1] ?? 0;
    expect(quantile / exact).toBeGreaterThan(0.99);
    expect(quantile / exact).toBeLessThan(1.01);
  }
});

test("no latencies have no quantile, and an instant answer has one", () => {
  expect(quantileOf({}, 0.95)).toBe(Infinity);
  expect(quantileOf(addLatencies({}, [0]), 0.95)).toBe(0.05);
});

test("a threshold is drawn from the rounds before, every ten of them", () => {
  let thresholds = NO_THRESHOLDS;
  for (let round = 0; round < 9; round += 1) thresholds = addToThresholds(thresholds, [0.95], 10, 10);
  expect(compareTail(thresholds, 0, 1e9, 1)).toEqual({ green: false, blue: false });
  thresholds = addToThresholds(thresholds, [0.95], 10, 10);
  expect(compareTail(thresholds, 0, 11, 1)).toEqual({ green: true, blue: false });
  for (let round = 0; round < 9; round += 1) thresholds = addToThresholds(thresholds, [0.95], 1000, 1000);
  expect(compareTail(thresholds, 0, 1, 11)).toEqual({ green: false, blue: true });
});

test("blue is compared with what green is allowed: a fifth more, and 5 ms", () => {
  const allowed = tolerateLatency({ factor: 1.2, addMs: 5 }, 100);
  expect(allowed).toBe(125);
  expect(compareLatency(125, allowed)).toEqual({ green: false, blue: false });
  expect(compareLatency(126, allowed)).toEqual({ green: true, blue: false });
  expect(compareLatency(101, allowed)).toEqual({ green: false, blue: true });
});
