import { expect, test } from "vitest";
import type { Row } from "../../../bench/deployments/panel.ts";
import type { Outcome } from "../../../bench/deployments/rehearse-one.ts";
import { figuresOf } from "../../../bench/deployments/row-figures.ts";

const fit: Row = { name: "green", deployments: 50, tasks: 3, fault: undefined, isFit: true, risk: 0.004 };
const unfit: Row = { ...fit, isFit: false, risk: 0.001 };

const passed: Outcome = {
  seed: 1,
  decision: "passed",
  stoppedAt: undefined,
  reason: undefined,
  answeredByGreen: 70,
  seconds: 5,
  probes: 552,
};
const stopped: Outcome = { ...passed, decision: "stopped", stoppedAt: "AfterInstall", answeredByGreen: 0 };
const stoppedLater: Outcome = { ...stopped, stoppedAt: "AfterAllowTestTraffic" };
const stoppedTooLate: Outcome = { ...passed, decision: "stopped", stoppedAt: "AfterAllowTraffic", answeredByGreen: 9 };
const lost: Outcome = { ...stopped, decision: "could not run", stoppedAt: undefined };

/** 50 outcomes, of which the last are `others`. */
function among(most: Outcome, ...others: readonly Outcome[]): readonly Outcome[] {
  return [...Array.from({ length: 50 - others.length }, () => most), ...others];
}

const CHANCE = "green: chance of so many at that risk";
const MET = ["green: deployments of which a customer met green", "green: customers' requests answered by green"];

// The chances of as many or more of 50: at 0.4 %, 0.18, 0.017 and 0.00105 for one, two and three; at 0.1 %, 0.0012 for two.
test.for([
  ["faultless: every fit green passed", fit, among(passed), []],
  ["possible: two of fifty fit greens were stopped", fit, among(passed, stopped, stopped), []],
  ["too many: four of fifty fit greens were stopped", fit, among(passed, stopped, stopped, stopped, stopped), [CHANCE]],
  ["impossible: one was stopped that had no errors", { ...fit, risk: 0 }, among(passed, stopped), [CHANCE]],
  ["faultless: every unfit green was stopped at once", unfit, among(stopped), []],
  ["possible: one unfit green was stopped later", unfit, among(stopped, stoppedLater), []],
  ["too many: three were", unfit, among(stopped, stoppedLater, stoppedLater, stoppedLater), [CHANCE]],
  ["missed: a customer met an unfit green", unfit, among(stopped, stoppedTooLate), MET],
  ["missed: an unfit green passed", unfit, among(stopped, passed), MET],
  ["unknown: one could not run", unfit, among(stopped, lost), ["green: could not run"]],
] as const)("a row is %s", ([, row, outcomes, missed]) => {
  const figures = figuresOf({ row, outcomes });

  expect(figures.filter(({ met }) => met === false).map(({ name }) => name)).toEqual(missed);
});
