import { expect, test } from "vitest";
import type { Random } from "../../../../bench/verdict/paired-streams.ts";
import { seededRandom } from "../../../../bench/verdict/seeded-random.ts";
import { createGridMixture } from "../../../../shared/verdict/grid-mixture.ts";
import {
  addMinute,
  estimateErrorsPerBurst,
  minuteEvidence,
  NO_MINUTES,
} from "../../../../shared/verdict/compare/minute-counts.ts";

const minute = (green: number, greenErrors: number, blue: number, blueErrors: number) => {
  return { green: { requests: green, errors: greenErrors }, blue: { requests: blue, errors: blueErrors } };
};

test("at equal traffic it is the evidence of pairs", () => {
  let evidence = addMinute(NO_MINUTES, minute(600, 7, 600, 2), 1);
  evidence = addMinute(evidence, minute(900, 4, 900, 0), 1);
  expect(minuteEvidence(evidence)).toBeCloseTo(createGridMixture(0.5).evidence(11, 2), 10);
});

test("errors in proportion to the traffic are no evidence, however it is shifted", () => {
  let evidence = addMinute(NO_MINUTES, minute(1000, 10, 9000, 90), 1);
  evidence = addMinute(evidence, minute(5000, 50, 5000, 50), 1);
  expect(minuteEvidence(evidence)).toBeLessThan(0);
  expect(minuteEvidence(addMinute(NO_MINUTES, minute(1000, 50, 9000, 50), 1))).toBeGreaterThan(Math.log(1000));
});

test("a minute in which one colour had no requests compares nothing", () => {
  expect(addMinute(NO_MINUTES, minute(0, 0, 1000, 50), 1)).toBe(NO_MINUTES);
});

test("errors that come nine at a time count as one", () => {
  const evidence = addMinute(NO_MINUTES, minute(600, 18, 600, 9), 1, 9);
  expect(minuteEvidence(evidence)).toBeCloseTo(createGridMixture(0.5).evidence(2, 1), 10);
});

const countErrors = (random: Random, requests: number, rate: number): number => {
  let errors = 0;
  for (let request = 0; request < requests; request += 1) errors += random() < rate ? 1 : 0;
  return errors;
};

test("how many errors come at once is measured by how much blue's minutes vary", () => {
  const random = seededRandom(4);
  const singly = Array.from({ length: 60 }, () => ({ requests: 1000, errors: countErrors(random, 1000, 0.01) }));
  expect(estimateErrorsPerBurst(singly)).toBeLessThan(1.6);
  const tenfold = singly.map(({ requests, errors }) => ({ requests, errors: errors * 10 }));
  expect(estimateErrorsPerBurst(tenfold)).toBeGreaterThan(5);
  expect(estimateErrorsPerBurst(tenfold)).toBeLessThan(16);
  expect(estimateErrorsPerBurst([])).toBe(1);
});

test("equal rates under shifting traffic are failed, looked at every minute, at most as often as the risk says", () => {
  const runs = 200;
  let failures = 0;
  for (let run = 0; run < runs; run += 1) {
    const random = seededRandom(run);
    let evidence = NO_MINUTES;
    let failed = false;
    for (let at = 0; at < 30; at += 1) {
      const greens = at < 15 ? 40 : 200;
      const rate = at % 10 === 0 ? 0.2 : 0.02;
      const counts = minute(
        greens,
        countErrors(random, greens, rate),
        400 - greens,
        countErrors(random, 400 - greens, rate),
      );
      evidence = addMinute(evidence, counts, 1);
      failed ||= minuteEvidence(evidence) >= Math.log(20);
    }
    failures += failed ? 1 : 0;
  }
  expect(failures / runs).toBeLessThanOrEqual(0.05);
});
