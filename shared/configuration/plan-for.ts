import type { Configuration } from "./schema.ts";

/** The checks that decide by probing, each with a plan of its own where the configuration has one. */
export const PLANNED_CHECKS = [
  "smoke-tests-pass",
  "green-targets-answer-health",
  "test-listener-answers-health",
  "production-listener-answers-health",
] as const satisfies readonly (keyof Configuration["plans"])[];

export type PlannedCheck = (typeof PLANNED_CHECKS)[number];

/** How one check probes and decides. */
export interface CheckPlan {
  readonly check: PlannedCheck | "green-is-warm";
  readonly probing: Configuration["probing"];
  readonly risk: Configuration["risk"];
  readonly latency: Configuration["latency"];
}

/** The plan of one check: its own members before those of all. */
export function planFor(configuration: Configuration, check: PlannedCheck): CheckPlan {
  const { probing, risk } = configuration;
  const own = configuration.plans[check] ?? {};
  return {
    check,
    probing: {
      rate: own.rate ?? probing.rate,
      timeout: own.timeout ?? probing.timeout,
      warmUp: own.warmUp ?? probing.warmUp,
      atMost: own.atMost ?? probing.atMost,
    },
    risk: {
      healthy: own.healthy ?? risk.healthy,
      bad: own.bad ?? risk.bad,
      badTask: own.badTask ?? risk.badTask,
      falseRollback: own.falseRollback ?? risk.falseRollback,
      falsePass: own.falsePass ?? risk.falsePass,
      alwaysValid: own.alwaysValid ?? risk.alwaysValid,
    },
    latency: own.latency ?? configuration.latency,
  };
}

/**
 * How the load of `warmUpLoad` is judged: by the errors of all checks, at any moment of it, and never by its latency, which
 * is what it is there to mend.
 */
export function planForLoad(
  { probing, risk }: Configuration,
  { rate, atMost }: Pick<NonNullable<Configuration["warmUpLoad"]>, "rate" | "atMost">,
): CheckPlan {
  return {
    check: "green-is-warm",
    probing: { ...probing, rate, atMost },
    risk: { ...risk, alwaysValid: true },
    latency: undefined,
  };
}
