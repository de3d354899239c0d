import * as v from "valibot";
import { strictObject } from "./strict-object.ts";
import { nonEmpty } from "./text-schema.ts";

const names = v.pipe(
  v.array(nonEmpty, ({ received }) => `expected a list such as ["shop-checkout-fails"], received ${received}`),
  v.maxLength(1000, "expected at most 1000 alarms"),
);

const settings = strictObject({
  /** Alarms of CloudWatch's, metric or composite, beside those of the deployment group. */
  names: v.optional(names, []),
  /** What an alarm without enough data comes to, after the shift. */
  insufficientData: v.optional(v.picklist(["pass", "inconclusive", "fail"]), "pass"),
  /** What a name that CloudWatch does not know comes to: of the group's, in BeforeInstall, too. */
  missing: v.optional(v.picklist(["pass", "inconclusive", "fail"]), "inconclusive"),
});

const list = v.pipe(
  names,
  v.transform((listed) => v.parse(settings, { names: listed })),
);

/** Alarms that AfterAllowTraffic watches: names, or settings. */
export const alarms = v.optional(
  v.lazy((input): typeof list | typeof settings => (Array.isArray(input) ? list : settings)),
  {},
);
