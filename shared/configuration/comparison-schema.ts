import * as v from "valibot";
import { durationSchema } from "./duration.ts";
import { probing, risk } from "./plan-schema.ts";
import { rateSchema } from "./rate.ts";
import { strictObject } from "./strict-object.ts";

/** Odds that a fault which only one colour has is green's, or how many times as much something is. */
const odds = v.pipe(v.number(), v.minValue(1), v.maxValue(100));

const latencyComparison = strictObject({
  /** Green may take blue's time so many times over, */
  factor: v.optional(odds, 1.2),
  /** and so many milliseconds more. */
  addMs: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(60_000)), 5),
  /** Odds, beyond these, that green is the slower one: such a green must not pass. */
  intolerable: v.optional(odds, 2),
  /** Whose exceedance is compared, beside which answer was slower. */
  quantiles: v.optional(v.pipe(v.array(rateSchema(0.5, 1)), v.maxLength(5)), ["95%"]),
});
const noLatency = v.literal(false);

/** How AfterAllowTraffic compares green with blue. */
export const comparison = strictObject({
  /** Rounds a second: each asks one task of green and one of blue. */
  rate: v.optional(probing.rate, 50),
  /** When a comparison that has not seen enough to decide says so. */
  atMost: v.optional(durationSchema, "60s"),
  errors: v.optional(
    strictObject({
      /** Default: as `risk` has it. */
      healthy: v.optional(risk.healthy),
      bad: v.optional(risk.bad),
      /** Odds, up to these, that an error which only one colour has is green's: such a green must not fail. */
      tolerated: v.optional(odds, 1),
      /** And beyond these, such a green must not pass. */
      intolerable: v.optional(odds, 3),
      /** Rounds that are counted as one at least: five times the length of the bursts of errors that blue has. */
      block: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500)), 1),
    }),
    {},
  ),
  /** `false`: only errors are compared. */
  latency: v.optional(
    v.lazy((input): typeof latencyComparison | typeof noLatency => (input === false ? noLatency : latencyComparison)),
    {},
  ),
  /** Chance of failing a green that is no worse than blue. Default: as `risk` has it. */
  falseRollback: v.optional(risk.falseRollback),
  /** Chance of passing one that is intolerably worse. */
  falsePass: v.optional(risk.falsePass, "1%"),
  /** How long blue alone is asked before, to learn whether its errors come in bursts. */
  learnBlue: v.optional(durationSchema),
  /** Whether green and blue are also asked what `smoke` asks with GET. */
  smoke: v.optional(v.boolean(), false),
  /** What is said where blue's tasks have stopped before anything was decided. */
  whenBlueIsGone: v.optional(v.picklist(["inconclusive", "pass"]), "inconclusive"),
});
