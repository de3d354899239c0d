import { expect, test } from "vitest";
import { SERVED_PLAN as PLAN, simulateServed } from "../../../../bench/verdict/served-minutes.ts";
import { judgeServed, requestsToPass, type ServedMinute } from "../../../../shared/verdict/compare/served-minutes.ts";
import { atMostSuccesses } from "../../../../shared/verdict/binomial.ts";

const BLUE = Array.from({ length: 30 }, () => ({ requests: 1200, errors: 1 }));

function minutes(requests: number, ...errors: readonly number[]): readonly ServedMinute[] {
  return errors.map((each) => ({ requests, errors: each, doubts: 0, own: 0 }));
}

test.for<[string, readonly ServedMinute[], readonly { requests: number; errors: number }[], string, number]>([
  ["no error at all passes when enough minutes were seen", minutes(1200, 0, 0, 0, 0), BLUE, "passed", 3],
  ["what blue had, too, passes", minutes(1200, 1, 2, 1), BLUE, "passed", 3],
  ["an error rate of 5 % fails after two minutes", minutes(1200, 60, 60, 60), BLUE, "failed", 2],
  ["a single minute fails nobody, however bad", minutes(1200, 1200), BLUE, "undecided", 1],
  ["a single burst among good minutes fails nobody", minutes(1200, 0, 40, 0, 0, 0), BLUE, "undecided", 5],
  [
    "errors that blue had in the same measure fail nobody",
    minutes(1200, 30, 30, 30),
    BLUE.map((each) => ({ ...each, errors: 30 })),
    "passed",
    3,
  ],
  [
    "nor do they pass beyond bad",
    minutes(1200, 90, 90, 90),
    BLUE.map((each) => ({ ...each, errors: 90 })),
    "undecided",
    3,
  ],
  ["without anything of blue's, green's own error rate decides", minutes(1200, 60, 60), [], "failed", 2],
  ["20 requests a minute do not suffice", minutes(20, 0, 0, 0, 0, 0), BLUE, "undecided", 5],
  [
    "half of 20 requests a minute do",
    minutes(20, 10, 10, 10),
    BLUE.map(() => ({ requests: 20, errors: 0 })),
    "failed",
    2,
  ],
  ["nobody came", minutes(0, 0, 0, 0), BLUE, "undecided", 3],
  ["nothing was seen", [], BLUE, "undecided", 0],
])("%s", ([, green, blue, decision, seen]) => {
  const judged = judgeServed(PLAN, green, blue);
  expect([judged.decision, judged.minutes]).toEqual([decision, seen]);
});

/** Thirty minutes of blue's, of which one or more had errors. */
const blip = (requests: number, errors: number, minutes = [10]) =>
  BLUE.map((_, index) => ({ requests, errors: minutes.includes(index) ? errors : 0 }));

test.for<[number, string, ReturnType<typeof blip>]>([
  [60, "four errors in one minute", blip(60, 4)],
  [300, "thirty errors in one minute", blip(300, 30)],
  [1200, "80 errors in one minute", blip(1200, 80)],
  [1200, "two minutes of nothing but errors", blip(1200, 1200, [10, 11])],
  [6000, "three minutes of 3000 errors", blip(6000, 3000, [4, 13, 22])],
  [1200, "half of an hour of nothing but errors", blip(1200, 1200, [...BLUE.keys()].slice(7, 22))],
])("%i good requests a minute pass although blue had %s", ([requests, , blue]) => {
  expect(judgeServed(PLAN, minutes(requests, 0, 0, 0, 0, 0, 0, 0), blue)).toMatchObject({
    decision: "passed",
    minutes: 3,
  });
});

test("an outage of blue's lets no bad green pass", () => {
  const judged = judgeServed(PLAN, minutes(1200, 60, 60, 60, 60, 60, 60, 60), blip(1200, 1200, [10, 11]));
  expect(judged.decision).not.toBe("passed");
});

test("requests that may be our own probes count against green and not for it", () => {
  const good = minutes(1000, 0, 0, 0).map((each) => ({ ...each, own: 990 }));
  expect(judgeServed(PLAN, good, BLUE)).toMatchObject({ decision: "undecided", requests: 3000, customers: 30 });
  const bad = minutes(1000, 100, 100, 100).map((each) => ({ ...each, own: 990 }));
  expect(judgeServed(PLAN, bad, BLUE)).toMatchObject({ decision: "failed", errors: 200 });
});

test("doubts do not fail, and do not pass", () => {
  const doubtful = minutes(1000, 0, 0, 0, 0, 0).map((each) => ({ ...each, doubts: 100 }));
  const judged = judgeServed(PLAN, doubtful, BLUE);
  expect(judged.decision).toBe("undecided");
  expect(judged.doubtful).toBeGreaterThan(Math.log(1000));
});

test("the fewest requests that pass would be a wonder of a version at the bad rate", () => {
  expect(requestsToPass(PLAN)).toBe(146);
  expect(atMostSuccesses(0, 146, PLAN.bad)).toBeLessThan(PLAN.falsePass);
});

const RUNS = 2000;

/** Of so many runs, a healthy version fails and a bad one passes no more often than the risks say, but for chance. */
test.for([
  { name: "healthy at much traffic", situation: { traffic: 1200, green: 0.001, blue: 0.001 }, most: { failed: 6 } },
  { name: "healthy at little", situation: { traffic: 60, green: 0.001, blue: 0.001 }, most: { failed: 6 } },
  {
    name: "no worse than an unhealthy blue",
    situation: { traffic: 1200, green: 0.01, blue: 0.01 },
    most: { failed: 30 },
  },
  {
    name: "no worse than a bad blue",
    situation: { traffic: 1200, green: 0.05, blue: 0.05 },
    most: { failed: 30, passed: 6 },
  },
  { name: "bad at little traffic", situation: { traffic: 60, green: 0.05, blue: 0.001 }, most: { passed: 6 } },
])("$name", ({ situation, most }) => {
  const found = simulateServed({ name: "", burst: 1, ...situation }, RUNS);
  expect(found.failed).toBeLessThanOrEqual(most.failed ?? RUNS);
  expect(found.passed).toBeLessThanOrEqual(most.passed ?? RUNS);
});
