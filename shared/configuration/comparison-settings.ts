import { ProbeBase } from "../probe/probe-base.ts";
import { Flow } from "../probe/flow/flow.ts";
import { HttpProbe } from "../probe/http/http-probe.ts";
import { comparisonProblem, DEFAULT_COMPARISON, type ComparisonPlan } from "../verdict/compare/comparison-plan.ts";
import type { Configuration } from "./schema.ts";

/** How green is compared with blue. */
export interface ComparisonSettings {
  readonly plan: ComparisonPlan;
  /** Rounds a second. */
  readonly rate: number;
  /** Milliseconds. */
  readonly atMost: number;
  /** Milliseconds for which blue alone is asked first. */
  readonly learnBlue: number;
}

/** What the configuration says, and what it leaves to `risk`. */
export function comparisonSettings({ comparison, risk }: Configuration): ComparisonSettings {
  const { errors, latency, falseRollback = risk.falseRollback, falsePass } = comparison;
  return {
    plan: {
      falseRollback,
      falsePass,
      rates: { healthy: errors.healthy ?? risk.healthy, bad: errors.bad ?? risk.bad },
      odds: { tolerated: errors.tolerated, intolerable: errors.intolerable },
      latency: latency
        ? {
            tolerance: { factor: latency.factor, addMs: latency.addMs },
            quantiles: latency.quantiles,
            intolerableOdds: latency.intolerable,
          }
        : null,
      attributionRisk: DEFAULT_COMPARISON.attributionRisk,
      leastBlock: errors.block,
    },
    rate: comparison.rate,
    atMost: comparison.atMost,
    learnBlue: comparison.learnBlue ?? 0,
  };
}

type SmokeEntry = NonNullable<Configuration["smoke"]>[number];

/** The entries of `smoke` that change nothing where they are asked, and so may be asked of blue and again and again. */
export function safeRequests({ smoke = [] }: Pick<Configuration, "smoke">): readonly Exclude<SmokeEntry, Flow>[] {
  return smoke.filter((entry): entry is Exclude<SmokeEntry, Flow> => {
    if (entry instanceof Flow) return false;
    if (entry instanceof ProbeBase) return entry instanceof HttpProbe && entry.sent.method === "GET";
    return entry.method === "GET";
  });
}

/** What makes a comparison meaningless, in words. */
export function comparisonProblems(configuration: Configuration): readonly string[] {
  const problem = comparisonProblem(comparisonSettings(configuration).plan);
  const nothingSafe = configuration.comparison.smoke && safeRequests(configuration).length === 0;
  return [
    ...(problem === undefined ? [] : [`comparison: ${problem}`]),
    ...(nothingSafe
      ? ["comparison.smoke: expected `smoke` to have a request with GET, which alone is asked of blue; found none"]
      : []),
  ];
}
