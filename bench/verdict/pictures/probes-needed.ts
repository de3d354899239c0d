import { DEFAULT_RISK } from "../../../shared/verdict/default-plan.ts";
import { computeExactRisks } from "../../../shared/verdict/exact-risks.ts";
import { smallestFixedTest } from "../../../shared/verdict/fixed-test.ts";
import { minimumMeanSamples } from "../../../shared/verdict/minimum-samples.ts";
import { tune } from "../../../shared/verdict/tune.ts";
import { made } from "../made.ts";
import { COLOURS, drawChart } from "./chart.ts";
import { ERROR_RATE_AXIS, overErrorRates, zones } from "./error-rate-axis.ts";

const HEIGHT = 330;

/** The mean number of probes until a decision, exactly, against the true error rate. */
export function drawProbesNeeded(): string {
  const { healthy, bad } = DEFAULT_RISK;
  const { boundary } = made(tune(DEFAULT_RISK));
  const fixed = smallestFixedTest(DEFAULT_RISK);
  const minimum = minimumMeanSamples(DEFAULT_RISK);
  const zone = zones(HEIGHT);
  return drawChart({
    title: "Probes until a decision, on average (default plan, one service)",
    x: ERROR_RATE_AXIS,
    y: {
      label: "probes",
      from: 0,
      to: HEIGHT,
      ticks: [0, 50, 100, 150, 200, 250, 300].map((at) => [at, String(at)]),
    },
    areas: zone.areas,
    lines: [
      { points: overErrorRates(() => fixed.samples), colour: COLOURS.grey, isDashed: true },
      {
        points: overErrorRates((rate) => computeExactRisks(boundary, rate).meanSamples),
        colour: COLOURS.ours,
        width: 3,
      },
    ],
    dots: [
      { at: [healthy, minimum.healthy], colour: COLOURS.other },
      { at: [bad, minimum.bad], colour: COLOURS.other },
    ],
    words: [
      ...zone.words,
      {
        at: [0.55, fixed.samples + 6],
        text: `a number fixed beforehand: ${fixed.samples}, at most ${fixed.allowed} errors`,
        colour: COLOURS.grey,
        anchor: "end",
      },
      { at: [0.0012, minimum.healthy - 16], text: "the least that any test can need", colour: COLOURS.other },
      { at: [bad * 0.9, minimum.bad - 4], text: "the least, if bad", colour: COLOURS.other, anchor: "end" },
      { at: [0.00022, 122], text: "the default plan", colour: COLOURS.ours },
    ],
  });
}
