import { expect, test } from "vitest";
import { combineEvidence } from "../../../../shared/verdict/compare/combine.ts";

test("the evidence of several is the weighted mean of their e-values", () => {
  const parts = [
    { evidence: Math.log(8), weight: 0.25 },
    { evidence: Math.log(4), weight: 0.75 },
  ];
  expect(combineEvidence(parts)).toBeCloseTo(Math.log(5), 12);
});

test("evidence too large or too small for an e-value is combined all the same", () => {
  const parts = [
    { evidence: 5000, weight: 0.5 },
    { evidence: -5000, weight: 0.5 },
  ];
  expect(combineEvidence(parts)).toBeCloseTo(5000 - Math.log(2), 9);
});
