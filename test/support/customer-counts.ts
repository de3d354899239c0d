import { BlueWatch } from "../../shared/checks/customers/blue-watch.ts";
import type { CustomersWatch } from "../../shared/checks/customers/watch-customers.ts";
import type { Clock } from "../../shared/checks/watch/clock.ts";
import { parseConfiguration } from "../../shared/configuration/load-configuration.ts";
import type { HooksConfig } from "../../shared/configuration/schema.ts";
import { answerRunningTasks } from "./answer-running-tasks.ts";
import type { AskedValue } from "./metric-data.ts";
import { FIRST, MINUTE, SHIFT, shiftedContext } from "./shifted-deployment.ts";

/** What CloudWatch has of one target group in one minute, by metric; `answers`, as many as there are requests, by default. */
export type Counts = Readonly<Record<string, number | undefined>>;
export const GOOD: Counts = { RequestCount: 1200, HealthyHostCount: 2 };
export const failing = (errors: number): Counts => ({ ...GOOD, HTTPCode_Target_5XX_Count: errors });
/** As CloudWatch has it where nobody asks. */
export const QUIET: Counts = { HealthyHostCount: 2 };
export const NO_DATA: Counts = {};

export interface Told {
  /** Minute by minute after the shift; the last stays. */
  readonly green: readonly Counts[];
  readonly blue?: Counts;
  /** The load balancer's own 5xx, a minute. */
  readonly own5xx?: (at: number) => number | undefined;
  readonly configuration?: HooksConfig;
  /** Milliseconds that pass until a minute's data is there; CloudWatch answers nothing sooner. */
  readonly late?: number;
}

export function valueOf(
  { green, blue = GOOD, own5xx }: Told,
  { metric, group, statistic, at }: AskedValue,
): number | undefined {
  if (metric === "HTTPCode_ELB_5XX_Count") return own5xx?.(at);
  const minute = Math.floor((at - FIRST) / MINUTE);
  const counts =
    group === "green-group" ? (green[minute] ?? (minute >= 0 ? green.at(-1) : undefined)) : at < SHIFT ? blue : {};
  if (metric !== "TargetResponseTime") return counts?.[metric];
  return statistic === "SampleCount" ? (counts?.["answers"] ?? counts?.["RequestCount"]) : counts?.[statistic ?? ""];
}

export function customersContext(...given: Parameters<typeof shiftedContext>) {
  const context = shiftedContext(...given);
  answerRunningTasks(context.aws, []);
  return context;
}

/** @param erred the minutes in which blue erred, each by its beginning */
export function watching(clock: Clock, erred: readonly number[] = []): CustomersWatch {
  return { clock, blue: new BlueWatch(MINUTE, parseConfiguration({}).risk, erred) };
}
