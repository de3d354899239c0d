import * as v from "valibot";
import { BLOCK_LENGTHS } from "../../verdict/compare/blocks.ts";
import { NO_BURSTS } from "../../verdict/compare/bursts.ts";
import type { ComparisonPlan } from "../../verdict/compare/comparison-plan.ts";
import type { ComparisonProgress } from "./comparison-progress.ts";

/** Answers of a day, from the shortest that can be timed, fall into 2,200 buckets. */
const MOST_BUCKETS = 2_500;
/** Answers of ten rounds, of both colours. */
const MOST_PENDING = 20;
const LONGEST_TEXT = 500;
/** An IPv6 address with its zone, or a host's name. */
const LONGEST_ADDRESS = 255;
/** Those that a plan may name. */
const MOST_QUANTILES = 5;

const amount = v.pipe(v.number(), v.finite(), v.minValue(0));
const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const probes = v.strictObject({ samples: whole, errors: whole });
const pairs = v.strictObject({ green: whole, blue: whole });
const wholes = (length: number) => v.pipe(v.array(whole), v.length(length));
const histogram = v.pipe(
  v.record(v.pipe(v.string(), v.regex(/^\d{1,5}$/)), whole),
  v.check((buckets) => Object.keys(buckets).length <= MOST_BUCKETS),
);
const stream = v.strictObject({
  rounds: whole,
  blocks: v.pipe(
    v.array(v.strictObject({ green: whole, blue: whole, worse: pairs, notWorse: pairs })),
    v.length(BLOCK_LENGTHS.length),
  ),
  bursts: v.strictObject({
    rounds: whole,
    green: whole,
    blue: whole,
    greenPast: wholes(NO_BURSTS.greenPast.length),
    bluePast: wholes(NO_BURSTS.bluePast.length),
    together: wholes(NO_BURSTS.together.length),
    apart: wholes(NO_BURSTS.apart.length),
  }),
});

const printableText = (longest: number) =>
  v.pipe(v.string(), v.maxLength(longest), v.regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u));
const witness = v.strictObject({
  text: printableText(LONGEST_TEXT),
  address: v.exactOptional(printableText(LONGEST_ADDRESS)),
  ms: amount,
});
const witnesses = v.pipe(v.array(witness), v.maxLength(3));
const colour = v.strictObject({
  probes,
  latencies: histogram,
  worst: v.strictObject({ errors: witnesses, slowest: witnesses }),
});

const state = v.strictObject({
  rounds: whole,
  green: probes,
  blue: probes,
  outages: whole,
  retests: whole,
  errors: stream,
  sign: stream,
  tails: v.pipe(v.array(stream), v.maxLength(MOST_QUANTILES)),
  thresholds: v.strictObject({
    histogram,
    pending: v.pipe(v.array(amount), v.maxLength(MOST_PENDING)),
    thresholds: v.pipe(v.array(amount), v.maxLength(MOST_QUANTILES)),
  }),
});

/** What an earlier invocation left, as it comes out of an event. */
export const progressSchema: v.GenericSchema<unknown, ComparisonProgress> = v.strictObject({
  state,
  strict: v.nullable(state),
  turn: whole,
  learned: whole,
  leftOut: v.strictObject({ prober: whole, green: whole, blue: whole, gone: whole, lost: whole }),
  green: colour,
  blue: colour,
  spentMs: amount,
});

/** Whether `progress` was left by a plan that asks the same questions: the configuration may be another by now. */
export function isProgressOf({ latency }: ComparisonPlan, { state, strict }: ComparisonProgress): boolean {
  const asked = latency?.quantiles.length ?? 0;
  return [state, strict].every((each) => each === null || each.tails.length === asked);
}
