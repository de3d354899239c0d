import { DEFAULT_RISK } from "../../../shared/verdict/default-plan.ts";
import { computeExactRisks } from "../../../shared/verdict/exact-risks.ts";
import { tune } from "../../../shared/verdict/tune.ts";
import { made } from "../made.ts";
import { followRule, NAIVE_RULES } from "../naive-rules.ts";
import { COLOURS, drawChart, type Words } from "./chart.ts";
import { ERROR_RATE_AXIS, overErrorRates, zones } from "./error-rate-axis.ts";

/** Rules as they are named in `NAIVE_RULES`, and where there is room for their names. */
const RULES: readonly (readonly [name: string, words: Words])[] = [
  ["any of ten", { at: [0.55, 94], text: "any success of ten", colour: COLOURS.other, anchor: "end" }],
  ["one request", { at: [0.155, 76], text: "one request", colour: COLOURS.sky, anchor: "end" }],
  [
    "target-group-like: 5 good or 2 bad in a row",
    { at: [0.265, 45], text: "5 good or 2 bad in a row", colour: COLOURS.between, anchor: "end" },
  ],
  [
    "k6-like: rate<1% of 100",
    { at: [0.0078, 28], text: "rate < 1 % of 100 answers", colour: COLOURS.grey, anchor: "end" },
  ],
];

/** The chance of passing, exactly, against the true error rate: the default plan's, and that of naive rules. */
export function drawChanceOfPassing(): string {
  const { boundary } = made(tune(DEFAULT_RISK));
  const height = 110;
  const zone = zones(height);
  const rules = RULES.map(([name, words]) => {
    const rule = NAIVE_RULES.find((each) => each.name === name);
    const points = overErrorRates((rate) => 100 * (rule ? followRule(rule.next, rate).passed : Number.NaN));
    return { points, colour: words.colour, words };
  });
  return drawChart({
    title: "What is the chance that a version passes?",
    x: ERROR_RATE_AXIS,
    y: {
      label: "chance of passing",
      from: 0,
      to: height,
      ticks: [0, 25, 50, 75, 100].map((at) => [at, `${at} %`]),
    },
    areas: zone.areas,
    lines: [
      ...rules,
      {
        points: overErrorRates((rate) => 100 * computeExactRisks(boundary, rate).passed),
        colour: COLOURS.ours,
        width: 3,
      },
    ],
    dots: [],
    words: [
      ...zone.words,
      ...rules.map(({ words }) => words),
      { at: [0.0155, 58], text: "the default plan", colour: COLOURS.ours },
    ],
  });
}
