import { expect, test } from "vitest";

import { WeightedRoundRobin } from "../../../rehearsal/elb/weighted-round-robin.ts";

test.for([
  { weights: [100, 0], turns: "aaaaa" },
  { weights: [0, 1], turns: "bbbbb" },
  { weights: [1, 1], turns: "ababab" },
  { weights: [5, 1, 1], turns: "aabacaaaabacaa" },
])("weights $weights give $turns", ({ weights, turns }) => {
  const entries = weights.map((weight, index) => ({ name: "abc".charAt(index), weight }));
  const robin = new WeightedRoundRobin(entries);
  expect(Array.from(turns, () => robin.next()?.name).join("")).toBe(turns);
});

test("a canary of 10 gets exactly 10 of every 100 requests", () => {
  const robin = new WeightedRoundRobin([{ weight: 90 }, { weight: 10 }]);
  expect(Array.from({ length: 100 }, () => robin.next()).filter((entry) => entry?.weight === 10)).toHaveLength(10);
});

test("weights that are all 0 choose nothing", () => {
  expect(new WeightedRoundRobin([{ weight: 0 }]).next()).toBeUndefined();
});
