import { expect, test } from "vitest";
import { doubtsIn } from "../../../../shared/checks/customers/doubts.ts";
import type { CountedMinute } from "../../../../shared/checks/customers/read-minutes.ts";

/** Minutes of 100 requests, by how many of them were not answered. */
const minutes = (...unanswered: readonly number[]): readonly CountedMinute[] =>
  unanswered.map((each, index) => {
    const good = { requests: 100, fiveHundreds: 0, unconnected: 0, errors: 0, loadBalancer5xx: 0 };
    return { at: index * 60_000, ...good, unanswered: each, p95: undefined, p99: undefined };
  });

test.for<[string, readonly number[], readonly number[], readonly number[]]>([
  ["what is answered leaves none", [0, 0], [0, 0, 0], [0, 0, 0]],
  ["each that green leaves and blue did not is one", [0, 0], [20, 20, 20], [20, 20, 20]],
  ["blue's share is green's, and as many as blue ever had under way", [10, 10], [10, 10, 30], [0, 0, 10]],
  ["what is under way at the end of a minute is answered in the next", [5, -5, 5, -5], [5, -5, 5, -5], [0, 0, 0, 0]],
  ["what comes back later takes no doubt away", [0, 0], [8, -8, 8], [8, 0, 0]],
  ["without blue's minutes, all count", [], [7], [7]],
])("%s", ([, blue, green, unanswered]) => {
  const doubts = doubtsIn(minutes(...green), minutes(...blue));
  expect(doubts).toEqual(unanswered.map((each) => ({ loadBalancer: 0, unanswered: each })));
});
