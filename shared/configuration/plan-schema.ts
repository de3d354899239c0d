import * as v from "valibot";
import { durationSchema } from "./duration.ts";
import { rateSchema } from "./rate.ts";
import { strictObject } from "./strict-object.ts";

/** How checks probe: members without a default of their own, for one check. */
export const probing = {
  /** Probes a second, over all targets. */
  rate: v.pipe(v.number(), v.minValue(1), v.maxValue(1000)),
  /** When a probe gives up. */
  timeout: durationSchema,
  /** How long a new task may take to answer for the first time. */
  warmUp: durationSchema,
  /** When a check that has not seen enough to decide says so. */
  atMost: durationSchema,
};

/** The error rates that are good and bad, and the risks that a verdict may take. */
export const risk = {
  /** Error rate at which a version is fit for customers. */
  healthy: rateSchema(0, 1),
  /** Error rate at which it is not. */
  bad: rateSchema(0, 1),
  /** Error rate at which a single task is broken, whatever the others do; never below `bad`. */
  badTask: rateSchema(0, 1),
  /** Chance of failing a healthy version, for each check. */
  falseRollback: rateSchema(0, 0.5),
  /** Chance of passing a bad one, for each check. */
  falsePass: rateSchema(0, 0.5),
  /** Whether the risks are to hold for rates that change while one looks: for about a tenth more probes. */
  alwaysValid: v.boolean(),
};

/** How many answers must be quick, judged as an error rate: `{ within: "300ms", share: "99%" }`. */
export const latency = strictObject({
  within: durationSchema,
  share: rateSchema(0.5, 1),
});

/** The plan of a single check: what it does not say is as for all. */
export const planOfCheck = v.optional(
  strictObject({
    rate: v.optional(probing.rate),
    timeout: v.optional(probing.timeout),
    warmUp: v.optional(probing.warmUp),
    atMost: v.optional(probing.atMost),
    healthy: v.optional(risk.healthy),
    bad: v.optional(risk.bad),
    badTask: v.optional(risk.badTask),
    falseRollback: v.optional(risk.falseRollback),
    falsePass: v.optional(risk.falsePass),
    alwaysValid: v.optional(risk.alwaysValid),
    latency: v.optional(latency),
  }),
);
