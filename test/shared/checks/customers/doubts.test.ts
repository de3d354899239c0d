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
  ["what is answered leaves none", [0, 0, 0], [0, 0, 0], [0, 0, 0]],
  ["each that green leaves and blue did not is one", [0, 0, 0], [20, 20, 20], [20, 20, 20]],
  ["blue's share is green's, and as many as blue ever had under way", [10, 10, 10], [10, 10, 30], [0, 0, 10]],
  [
    "what was under way when the first minute ended is forgiven, where it stays as much",
    [0, 0, 0],
    [50, 0, 0],
    [0, 0, 0],
  ],
  ["and a part of it, where that is what grows", [0, 0, 0], [50, 20, 20], [20, 20, 20]],
  ["nothing is forgiven before a second minute says whether it grows", [0, 0, 0], [50], [50]],
  ["a first minute that was answered forgives nothing later", [0, 0, 0], [0, 50, 50], [0, 50, 50]],
  ["what is under way at the end of a minute is answered in the next", [5, -5, 5, -5], [5, -5, 5, -5], [0, 0, 0, 0]],
  ["what is answered later takes its doubt away", [0, 0, 0], [0, 8, -8, 8], [0, 8, -8, 8]],
  ["answers that are early are those of later requests", [0, 0, 0], [0, -8, 0, 8], [0, 0, 0, 0]],
  ["nor does what was forgiven", [0, 0, 0], [50, 0, -50, 30], [0, 0, 0, 0]],
  ["without blue's minutes nobody knows what is usual", [], [100, 100, 100], [0, 0, 0]],
  ["nor with two of them", [0, 0], [100, 100, 100], [0, 0, 0]],
  ["connections that are never answered are as before", [100, 100, 100], [100, 100, 100], [0, 0, 0]],
])("%s", ([, blue, green, unanswered]) => {
  const doubts = doubtsIn(minutes(...green), minutes(...blue));
  expect(doubts).toEqual(unanswered.map((each) => ({ loadBalancer: 0, unanswered: each })));
});

test.for([
  ["of this suite's own probes that were not waited for, none is a doubt", [0, 23, 0], [0, 23, 0], [0, 0, 0]],
  ["nor does one hide customers'", [0, 23, 30], [0, 20, 0], [0, 3, 30]],
  ["though those that were answered all the same may", [0, 0, 30], [0, 20, 0], [0, 0, 10]],
] as const)("%s", ([, green, abandoned, unanswered]) => {
  const doubts = doubtsIn(minutes(...green), minutes(0, 0, 0), abandoned);
  expect(doubts.map((each) => each.unanswered)).toEqual(unanswered);
});

test("minutes of blue's without a request are no history", () => {
  const quiet = minutes(0, 0, 0, 0).map((each) => ({ ...each, requests: 0 }));
  expect(doubtsIn(minutes(6, 6, 6), quiet).map(({ unanswered }) => unanswered)).toEqual([0, 0, 0]);
});
