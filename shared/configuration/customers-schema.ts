import * as v from "valibot";
import { durationSchema } from "./duration.ts";
import { periodSchema } from "./period-schema.ts";
import { rateSchema } from "./rate.ts";
import { strictObject } from "./strict-object.ts";

const periods = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

/** Limits of how many periods after the shift are looked at. */
export const LEAST_PERIODS = 3;
export const MOST_PERIODS = 50;

/** How AfterAllowTraffic looks at what CloudWatch counts. The time that it takes is counted in periods. */
export const customers = v.optional(
  v.pipe(
    strictObject({
      /** What is counted together. Load balancers publish a value a minute. */
      period: v.optional(periodSchema, "60s"),
      /** How long after its end a period is not judged: its counts are not complete. */
      delay: v.optional(durationSchema, "60s"),
      /** Periods before the shift that are compared with. */
      before: v.optional(periods(10, 60), 30),
      /** Periods after the shift that must be seen before anything passes. */
      atLeast: v.optional(periods(1, MOST_PERIODS), 3),
      /** Periods after the shift after which a check that could not decide says so. Default: what the bake has room for. */
      atMost: v.optional(periods(LEAST_PERIODS, MOST_PERIODS)),
      /** What it comes to where too few customers came to tell anything: the check is passed as not applicable, or is `inconclusive`. */
      littleTraffic: v.optional(v.picklist(["pass", "inconclusive"]), "pass"),
      /** What is done where green's answers take longer than blue's did. */
      slower: v.optional(v.picklist(["warn", "fail", "ignore"]), "warn"),
      /** How much longer they may take, as a share and beyond that. */
      tolerance: v.optional(rateSchema(0, 10), "20%"),
      slack: v.optional(durationSchema, "10ms"),
    }),
    v.check(({ atLeast, atMost = MOST_PERIODS }) => atLeast <= atMost, "expected atLeast to be no more than atMost"),
  ),
  {},
);
