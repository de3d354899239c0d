import { expect, test } from "vitest";
import { drawPoisson } from "../../../../bench/verdict/draw-poisson.ts";
import { seededRandom } from "../../../../bench/verdict/seeded-random.ts";
import { median } from "../../../../shared/verdict/compare/median.ts";
import { judgeBeyond } from "../../../../shared/verdict/compare/minutes-beyond.ts";
import { judgeHold, type HoldPlan } from "../../../../shared/verdict/compare/minutes-hold.ts";

const LIMIT: HoldPlan = { limit: 10, tolerance: undefined, least: 3, most: 5, risk: 0.001 };
const TOLERANCE: HoldPlan = { ...LIMIT, limit: undefined, tolerance: 0.1 };
const BEFORE = Array.from({ length: 30 }, (_, index) => 100 + (index % 5));

test.for<[string, HoldPlan, number[], number[], string, number]>([
  ["three within the limit pass", LIMIT, [9, 10, 8], [], "passed", 3],
  ["three beyond it fail", LIMIT, [11, 12, 11], [], "failed", 3],
  ["two say nothing", LIMIT, [11, 12], [], "undecided", 2],
  ["one that disagrees is waited out", LIMIT, [11, 9, 8, 7], [], "passed", 4],
  ["three in a row later fail, too", LIMIT, [9, 11, 12, 11], [], "failed", 4],
  ["turns that alternate decide nothing", LIMIT, [9, 11, 9, 11, 9], [], "undecided", 5],
  ["more may be asked for than three", { ...LIMIT, least: 5 }, [9, 9, 9, 9, 9], [], "passed", 5],
  ["as before passes", TOLERANCE, [101, 104, 99], BEFORE, "passed", 3],
  ["within the tolerance passes", TOLERANCE, [110, 109, 108], BEFORE, "passed", 3],
  ["beyond it for noise alone decides nothing", TOLERANCE, [125, 90, 125], BEFORE, "undecided", 3],
  ["beyond all of before fails", TOLERANCE, [130, 131, 130], BEFORE, "failed", 3],
  ["nothing before to compare with decides nothing", TOLERANCE, [100, 100, 100], [], "undecided", 3],
  ["a few of before allow no verdict on noise", TOLERANCE, [130, 131, 130], [100, 101, 100], "undecided", 3],
  ["both must hold: the limit", { ...TOLERANCE, limit: 100 }, [101, 101, 101], BEFORE, "failed", 3],
  ["both must hold: the tolerance", { ...TOLERANCE, limit: 200 }, [130, 131, 130], BEFORE, "failed", 3],
  [
    "negative values are worse when they come closer to 0",
    TOLERANCE,
    [-50, -50, -50],
    BEFORE.map((value) => -value),
    "failed",
    3,
  ],
])("%s", ([, plan, values, before, decision, minutes]) => {
  const judged = judgeHold(plan, values, before);
  expect([judged.decision, judged.minutes]).toEqual([decision, minutes]);
});

const NOISY = BEFORE.map((value, at) => value + (at % 2) * 30);
const SPARSE = Array.from({ length: 30 }, (_, index) => (index % 3 === 0 ? 1 : 0));

test.for<[string, Partial<HoldPlan>, number[], number[], string]>([
  ["noise that is as before passes", {}, [140, 90, 140, 99, 140], NOISY, "passed"],
  ["a count that is mostly 0 and is as before passes", {}, [0, 1, 0, 1, 0], SPARSE, "passed"],
  [
    "a count that was always 0 and is not any more decides nothing",
    {},
    [0, 1, 2, 1, 1],
    SPARSE.map(() => 0),
    "undecided",
  ],
  ["most minutes beyond, but not all, decides nothing", {}, [118, 119, 90, 118, 119], BEFORE, "undecided"],
  ["four minutes are too few for it", {}, [140, 90, 140, 140], NOISY, "undecided"],
  ["but where there are no more", { most: 4 }, [140, 90, 140, 140], NOISY, "passed"],
  ["the limit must hold at the end, too", { limit: 112 }, [140, 90, 140, 99, 140], NOISY, "undecided"],
  [
    "a limit alone is decided by three in a row",
    { limit: 10, tolerance: undefined },
    [9, 11, 9, 11, 9],
    [],
    "undecided",
  ],
  ["nothing of before decides nothing", {}, [0, 0, 0, 0, 0], [], "undecided"],
])("at the end %s", ([, plan, values, before, decision]) => {
  const whole = { ...TOLERANCE, ...plan };
  expect(judgeHold(whole, values, before).decision).toBe("undecided");
  expect(judgeHold(whole, values, before, true)).toMatchObject({ decision, minutes: values.length });
});

test("the median is the one in the middle, or between both", () => {
  expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5]);
  expect(() => median([])).toThrow(RangeError);
});

const RUNS = 3000;

/** How often the rule fails noise, whose minutes are alike before and after but for a factor. */
function failures(factor: number, spread: number): number {
  let failed = 0;
  for (let run = 1; run <= RUNS; run += 1) {
    const random = seededRandom(run);
    const draw = (): number =>
      100 * Math.exp(spread * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()));
    const before = Array.from({ length: 30 }, draw);
    const after = Array.from({ length: 5 }, () => factor * draw());
    failed += judgeHold({ ...TOLERANCE, least: 5 }, after, before).decision === "failed" ? 1 : 0;
  }
  return failed;
}

test.for([
  { factor: 1, spread: 0.05, least: 0, most: 3 },
  { factor: 1, spread: 0.5, least: 0, most: 6 },
  // What is tolerated to the full.
  { factor: 1.1, spread: 0.05, least: 0, most: 9 },
  { factor: 1.5, spread: 0.05, least: RUNS - 3, most: RUNS },
  { factor: 1.5, spread: 0.15, least: 0.5 * RUNS, most: 0.7 * RUNS },
])(
  "minutes that vary by $spread, $factor times those before, fail $least to $most times of 3000",
  ({ factor, spread, least, most }) => {
    const failed = failures(factor, spread);
    expect(failed).toBeGreaterThanOrEqual(least);
    expect(failed).toBeLessThanOrEqual(most);
  },
);

test("the risk is that of all looks: half for the first, the rest shared out among the others", () => {
  // Three beyond all of thirty: one order of 5456.
  const green = Array.from({ length: 3 }, () => 200);
  expect(judgeBeyond(green, BEFORE, 5, 2.1 / 5456).isBeyond).toBe(true);
  expect(judgeBeyond(green, BEFORE, 5, 1.9 / 5456).isBeyond).toBe(false);
  // Four: one of 46 376.
  expect(judgeBeyond([...green, 200], BEFORE, 5, 4.1 / 46_376)).toMatchObject({ isBeyond: true, minutes: 4 });
  expect(judgeBeyond([...green, 200], BEFORE, 5, 3.9 / 46_376)).toMatchObject({ isBeyond: false, minutes: 4 });
});

/** How often in 3000 counts of so many a minute, `factor` times as many after the shift, come to each decision in seven minutes. */
function countsHold(mean: number, factor: number, tolerance: number, direction: 1 | -1) {
  const decisions = { passed: 0, failed: 0, undecided: 0 };
  for (let run = 1; run <= RUNS; run += 1) {
    const random = seededRandom(run);
    const before = Array.from({ length: 30 }, () => direction * drawPoisson(random, mean));
    const after = Array.from({ length: 7 }, () => direction * drawPoisson(random, factor * mean));
    decisions[judgeHold({ ...TOLERANCE, tolerance, most: 7 }, after, before, true).decision] += 1;
  }
  return decisions;
}

test.for<[number, number, 1 | -1]>([
  [10, 0.1, -1],
  [20, 0.3, -1],
  [0.5, 0.5, 1],
  [0.3, 0.5, 1],
  [3, 0.2, 1],
])(
  "%d a minute, as before, is blocked in at most 3 %% of the runs at a tolerance of %d",
  ([mean, tolerance, direction]) => {
    const { failed, undecided } = countsHold(mean, 1, tolerance, direction);
    expect(failed).toBeLessThanOrEqual(0.002 * RUNS);
    expect(failed + undecided).toBeLessThanOrEqual(0.03 * RUNS);
  },
);

test("and what docs/verdicts.md says of the end is so", () => {
  const share = (mean: number, factor: number, tolerance: number, direction: 1 | -1): string => {
    return ((100 * countsHold(mean, factor, tolerance, direction).passed) / RUNS).toFixed(1);
  };
  const halved = [1, 0.5, 0.3].map((factor) => share(10, factor, 0.1, -1));
  expect(halved).toEqual(["99.0", "2.2", "0.0"]);
  expect([1, 3].map((factor) => share(0.5, factor, 0.5, 1))).toEqual(["99.6", "57.3"]);
});
