import { expect, test } from "vitest";
import { Samples } from "../../../rehearsal/cloudwatch/samples.ts";
import { parseStatistic } from "../../../rehearsal/cloudwatch/statistic.ts";

/** 1 to 100, of which 100 twice. */
function samples(): Samples {
  const all = new Samples();
  for (let value = 1; value <= 100; value += 1) all.add(value);
  all.add(100);
  return all;
}

test.for<[name: string, value: number]>([
  ["SampleCount", 101],
  ["Sum", 5150],
  ["Average", 5150 / 101],
  ["Minimum", 1],
  ["Maximum", 100],
  ["p0", 1],
  ["p50", 51],
  ["p99.9", 100],
  ["p100", 100],
  ["TM(:10)", 5.5],
  ["TC(10:20)", 10],
  ["TS(98:)", 299],
  ["tc90", 90.9],
  ["TC(10%:90%)", 80.8],
])("%s of 1 to 100 and 100 is %f", ([name, value]) => {
  expect(parseStatistic(name)?.(samples().ascending())).toBeCloseTo(value, 9);
});

test("the interquartile mean leaves out the lowest and the highest quarter", () => {
  const all = new Samples();
  for (const value of [0, 10, 20, 1000]) all.add(value);
  expect(parseStatistic("IQM")?.(all.ascending())).toBe(15);
  expect(parseStatistic("TM(25%:75%)")?.(all.ascending())).toBe(15);
  expect(parseStatistic("tm75")?.(all.ascending())).toBe(10);
});

test.for(["average", "p", "p101", "tm200", "wm90", "PR(:300)", "TM(:)", "TM(10%:300)", "", "constructor"])(
  "%j is no statistic here",
  (name) => {
    expect(parseStatistic(name)).toBeUndefined();
  },
);

test("without samples there is no value, and of negative values no percentile", () => {
  const negative = new Samples();
  negative.add(-1);
  expect(parseStatistic("Sum")?.([])).toBeUndefined();
  expect(parseStatistic("p50")?.(negative.ascending())).toBeUndefined();
});
