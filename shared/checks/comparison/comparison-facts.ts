import { quantileOf } from "../../verdict/compare/latency-histogram.ts";
import { samplesForPercentile } from "../../verdict/percentile.ts";
import { count, percent } from "../sentence-parts.ts";
import type { ColourSeen, ComparisonProgress } from "./comparison-progress.ts";
import type { Witness } from "./witnesses.ts";

const PERCENTILES = [0.5, 0.95, 0.99];
const CONFIDENCE = 0.99;

/** `230 rounds of 3 green and 3 blue tasks by IP (GET /health) in 4.6 s`, and how many were left out of them. */
export function describeRounds(subject: string, { state, leftOut, spentMs, learned }: ComparisonProgress): string {
  const reasons = [
    [leftOut.green, "green's address gave no answer"],
    [leftOut.blue, "blue's address gave no answer"],
    [leftOut.gone, "blue's task had been stopped"],
    [
      leftOut.lost,
      "green's task had been taken away (scaled in, its host lost, or replaced in an outage that blue shared)",
    ],
    [leftOut.prober, "this function could not ask"],
  ] as const;
  const left = reasons.filter(([number]) => number > 0).map(([number, why]) => `${number} because ${why}`);
  const alone = learned > 0 ? `, after ${count(learned, "probe")} of blue alone` : "";
  const out = left.length > 0 ? `, and left out ${left.join(", ")}` : "";
  return `${count(state.rounds, "round")} of ${subject} in ${(spentMs / 1000).toFixed(1)} s${alone}${out}`;
}

/** Error rates and latencies of both. */
export function describeColours({ green, blue }: ComparisonProgress): string {
  const errors = `Errors: ${describeErrors(green)} of green's answers, ${describeErrors(blue)} of blue's.`;
  const latencies = [green, blue].map(describeLatencies);
  if (latencies.includes("")) return errors;
  return `${errors} Latency: green ${latencies[0]}; blue ${latencies[1]}.`;
}

function describeErrors({ probes: { samples, errors } }: ColourSeen): string {
  return `${errors} of ${samples}${errors > 0 ? ` (${percent(errors / samples)})` : ""}`;
}

/** Those percentiles that there are answers enough for: `p50 12 ms, p95 40 ms`. */
function describeLatencies({ latencies }: ColourSeen): string {
  const answers = Object.values(latencies).reduce((sum, each) => sum + each, 0);
  return PERCENTILES.filter((share) => answers >= samplesForPercentile(share, CONFIDENCE))
    .map((share) => `p${share * 100} ${milliseconds(quantileOf(latencies, share))}`)
    .join(", ");
}

/** Three digits: a histogram knows no more. */
export function milliseconds(ms: number): string {
  return `${Number(ms.toPrecision(ms < 1000 ? 3 : 4))} ms`;
}

/** ` Of green: …; ….`, or nothing where there are none. */
export function witnessesOf(witnesses: readonly Witness[], lead: string): string {
  return witnesses.length === 0 ? "" : ` ${lead}: ${witnesses.map(({ text }) => text).join("; ")}.`;
}
