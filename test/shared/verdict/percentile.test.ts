import { expect, test } from "vitest";
import { atMostSuccesses } from "../../../shared/verdict/binomial.ts";
import { percentile, samplesForPercentile } from "../../../shared/verdict/percentile.ts";
import { planForLatency } from "../../../shared/verdict/default-plan.ts";

/** The reference's floors are ln(alpha) / ln(p), whole numbers of samples being the next above: 459 and 688, not 458 and 687. */
test.for([
  [0.5, 0.99, 7],
  [0.95, 0.99, 90],
  [0.99, 0.99, 459],
  [0.5, 0.999, 10],
  [0.95, 0.999, 135],
  [0.99, 0.999, 688],
] as const)("the percentile %d at %d confidence takes %i samples, and one less is not enough", (row) => {
  const [share, confidence, samples] = row;
  expect(samplesForPercentile(share, confidence)).toBe(samples);
  expect(
    percentile(
      Array.from({ length: samples - 1 }, () => 1),
      share,
      confidence,
    ),
  ).toBeUndefined();
  expect(
    percentile(
      Array.from({ length: samples }, () => 1),
      share,
      confidence,
    ),
  ).toBeDefined();
});

test("a percentile is one of the samples, whatever their order, and its limit is the order statistic that is exact", () => {
  const samples = Array.from({ length: 1_000 }, (_, number) => ((number * 7) % 1_000) + 1);
  expect(percentile(samples, 0.95, 0.99)).toEqual({ value: 950, atMost: 966, samples: 1_000 });
  expect(atMostSuccesses(965, 1_000, 0.95)).toBeGreaterThanOrEqual(0.99);
  expect(atMostSuccesses(964, 1_000, 0.95)).toBeLessThan(0.99);
  expect(samples[0]).toBe(1);
});

test.for([
  [0, 0.99],
  [1, 0.99],
  [0.5, 1],
  [Number.NaN, 0.9],
] as const)("a share of %d at %d confidence is refused", ([share, confidence]) => {
  expect(() => percentile([1, 2, 3], share, confidence)).toThrow(RangeError);
});

test("99 % within a limit is an error rate whose errors are slow answers", () => {
  const { healthy, bad, falseRollback, falsePass } = planForLatency(0.99);
  expect(healthy).toBeCloseTo(0.005, 12);
  expect(bad).toBeCloseTo(0.02, 12);
  expect([falseRollback, falsePass]).toEqual([1e-3, 1e-3]);
});
