import { comparisonSettings } from "../../configuration/comparison-settings.ts";
import type { Configuration } from "../../configuration/schema.ts";
import { roundsToPass } from "../../verdict/compare/rounds-to-pass.ts";

/**
 * Why a comparison could not even pass a green that is as good as blue in its time, with the arithmetic; undefined where it
 * can. Asked before anything is sent.
 */
export function refuseComparison(configuration: Configuration): string | undefined {
  const { plan, rate, atMost, learnBlue } = comparisonSettings(configuration);
  const seconds = atMost / 1000;
  const learning = Math.floor((rate * learnBlue) / 1000);
  const allowed = Math.floor(rate * seconds) - learning;
  const questions = roundsToPass(plan);
  const slowest = questions.reduce((one, other) => (other.rounds > one.rounds ? other : one));
  if (slowest.rounds <= allowed) return undefined;
  const { name, rounds } = slowest;
  const instead =
    name === "errors"
      ? "accept a greater error rate (comparison.errors.bad)"
      : `${name === "sign" ? "" : `leave ${name} out of comparison.latency.quantiles, or `}accept more (comparison.latency.factor, intolerable)`;
  if (rounds === Infinity) return `to compare ${name} no number of rounds is enough: ${instead}`;
  const learned = learning > 0 ? ` after ${learning} probes of blue alone` : "";
  return (
    `to compare ${name} takes about ${rounds} rounds of a green that is as good as blue, this plan allows ${Math.max(0, allowed)}` +
    `${learned} (${rate}/s for ${seconds} s): raise comparison.rate to ${Math.ceil((rounds + learning) / seconds)}/s, ` +
    `comparison.atMost to ${Math.ceil((rounds + learning) / rate)} s, or ${instead}`
  );
}
