import * as v from "valibot";
import { periodSchema } from "./period-schema.ts";
import { rateSchema } from "./rate.ts";
import { strictObject } from "./strict-object.ts";
import { nonEmpty } from "./text-schema.ts";

/** What may stand in a dimension, because it differs between deployments: target groups swap. */
export const PLACEHOLDERS = ["green.targetGroup", "blue.targetGroup", "loadBalancer"] as const;

const MOST_METRICS = 20;
/** CloudWatch's own limit (API reference, Metric). */
const MOST_DIMENSIONS = 30;
/** What {@link metrics} calls the value of an expression. */
export const EXPRESSION_ID = "verdigris";

const known: ReadonlySet<string> = new Set(PLACEHOLDERS);

const dimensionValue = v.pipe(
  nonEmpty,
  v.check(
    (text) => [...text.matchAll(/\{\{(.*?)\}\}/gu)].every(([, name = ""]) => known.has(name)),
    `expected no placeholders but ${PLACEHOLDERS.map((name) => `{{${name}}}`).join(", ")}`,
  ),
);

const metric = strictObject({
  namespace: nonEmpty,
  name: nonEmpty,
  dimensions: v.optional(
    v.pipe(
      v.record(nonEmpty, dimensionValue),
      v.check((all) => Object.keys(all).length <= MOST_DIMENSIONS, `expected at most ${MOST_DIMENSIONS} dimensions`),
    ),
    {},
  ),
  /** What is made of the values of a period. */
  statistic: v.pipe(
    v.string(),
    v.regex(
      /^(?:SampleCount|Average|Sum|Minimum|Maximum|IQM|(?:p|tm|wm|tc|ts)\d{1,2}(?:\.\d{1,10})?|p100|(?:PR|TM|WM|TC|TS)\([\d.%:]+\))$/u,
      ({ received }) => `expected a statistic of CloudWatch's such as "Sum", "Average" or "p95", received ${received}`,
    ),
  ),
});

const id = v.pipe(
  v.string(),
  v.regex(
    /^[a-z][A-Za-z0-9_]*$/u,
    ({ received }) => `expected an id that begins with a small letter, received ${received}`,
  ),
  v.check((text) => text !== EXPRESSION_ID, `expected another id than ${EXPRESSION_ID}, which is taken`),
);

const common = {
  /** What the sentences call it. */
  name: nonEmpty,
  /** Which values are good. */
  direction: v.picklist(["lower-is-better", "higher-is-better"]),
  /** The value beyond which a period is bad, whatever it was before. */
  limit: v.optional(v.pipe(v.number(), v.finite())),
  /** How much worse than before the shift it may be. */
  tolerance: v.optional(rateSchema(0, 100)),
  /** What a period without data is. `"zero"` is for counts that are published only where there is something to count. */
  missing: v.optional(v.picklist(["inconclusive", "zero"]), "inconclusive"),
  /** Default: `customers.period`. */
  period: v.optional(periodSchema),
};

const ofMetric = strictObject({ ...common, metric });
const ofExpression = v.pipe(
  strictObject({
    ...common,
    /** Metric math over the ids of `metrics`, with one series as its value. */
    expression: nonEmpty,
    metrics: v.pipe(
      v.record(id, metric),
      v.check((all) => Object.keys(all).length > 0, "expected the metrics that the expression is of, by their ids"),
    ),
  }),
  v.check(
    ({ expression, metrics: known }) => idsIn(expression).every((each) => Object.hasOwn(known, each)),
    ({ input: { expression, metrics: known } }) => {
      const unknown = idsIn(expression).filter((each) => !Object.hasOwn(known, each));
      return `expected an expression of the ids ${Object.keys(known).join(", ")}, observed ${unknown.join(", ")} in it`;
    },
  ),
);

/** Ids begin with a small letter; functions and operators are written in capitals (CloudWatch user guide, "Using math expressions"). */
function idsIn(expression: string): readonly string[] {
  const withoutText = expression.replaceAll(/'[^']*'|"[^"]*"/gu, "");
  return [...new Set(withoutText.match(/(?<!\w)[a-z]\w*/gu))];
}

/** Chosen by its own member: a union that fits no way cannot say what is wrong with the way that was meant. */
const entry = v.pipe(
  v.lazy((input): typeof ofMetric | typeof ofExpression =>
    typeof input === "object" && input !== null && "expression" in input ? ofExpression : ofMetric,
  ),
  v.check(
    ({ limit, tolerance }) => limit !== undefined || tolerance !== undefined,
    "expected a limit, a tolerance, or both: without them every value would do",
  ),
  v.check(
    ({ direction, tolerance = 0 }) => direction === "lower-is-better" || tolerance < 1,
    "expected a tolerance below 100%: of what is better when it is higher, nothing at all would do",
  ),
);

/** Metrics of CloudWatch that must hold after the shift. */
export const metrics = v.optional(
  v.pipe(
    v.array(entry),
    v.maxLength(MOST_METRICS, `expected at most ${MOST_METRICS} metrics`),
    v.check(
      (all) => new Set(all.map(({ name }) => name)).size === all.length,
      "expected names that differ: two metrics have the same",
    ),
  ),
  [],
);
