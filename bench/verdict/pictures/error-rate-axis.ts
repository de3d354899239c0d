import { DEFAULT_RISK } from "../../../shared/verdict/default-plan.ts";
import type { Axis, Chart, Point } from "./chart.ts";
import { COLOURS } from "./chart.ts";

const FROM = 0.0002;
const TO = 0.6;
const POINTS = 120;

/** True error rates, from far better than healthy to far worse than bad. */
export const ERROR_RATE_AXIS: Axis = {
  label: "true error rate of the new version",
  from: FROM,
  to: TO,
  isLogarithmic: true,
  ticks: [
    [0.0005, "0.05 %"],
    [0.001, "0.1 %"],
    [0.005, "0.5 %"],
    [0.01, "1 %"],
    [0.05, "5 %"],
    [0.2, "20 %"],
    [0.5, "50 %"],
  ],
};

/** A line over the axis. */
export function overErrorRates(valueAt: (errorRate: number) => number): readonly Point[] {
  return Array.from({ length: POINTS + 1 }, (_, number) => {
    const errorRate = FROM * (TO / FROM) ** (number / POINTS);
    return [errorRate, valueAt(errorRate)];
  });
}

/** Behind everything: the error rates that are fit for customers, and those that are not. */
export function zones(height: number): Pick<Chart, "areas" | "words"> {
  const { healthy, bad } = DEFAULT_RISK;
  const zone = (from: number, to: number): readonly Point[] => [
    [from, 0],
    [to, 0],
    [to, height],
    [from, height],
  ];
  const middle = (one: number, other: number, text: string, colour: string): Chart["words"][number] => {
    return { at: [Math.sqrt(one * other), height * 0.955], text, colour, anchor: "middle" };
  };
  return {
    areas: [
      { points: zone(FROM, healthy), colour: COLOURS.good },
      { points: zone(bad, TO), colour: COLOURS.bad },
    ],
    words: [
      middle(FROM, healthy, "healthy", COLOURS.good),
      middle(healthy, bad, "between: either answer is allowed", COLOURS.grey),
      middle(bad, TO, "bad", COLOURS.bad),
    ],
  };
}
