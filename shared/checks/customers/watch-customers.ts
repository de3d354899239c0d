import type { InstalledDeployment } from "../../deployment/deployment.ts";
import { getMetrics } from "../../deployment/metrics.ts";
import { getTrafficShift } from "../../deployment/traffic-shift.ts";
import type { CheckContext, CheckResult } from "../check.ts";
import { OwnProbes, type ProbedSpan } from "../own-probes.ts";
import type { Clock } from "../watch/clock.ts";
import { loadBalancerDimension, targetGroupDimension } from "../watch/load-balancer-dimensions.ts";
import { periodsAround, rangeOf, type Periods } from "../watch/periods.ts";
import { NO_PERIOD_YET, watchPeriods, type Look } from "../watch/watch-periods.ts";
import { withoutLate } from "../watch/without-late.ts";
import type { Watched } from "../watch/watched.ts";
import { askBlueNow } from "../blue-now.ts";
import type { BlueWatch } from "./blue-watch.ts";
import { customerQueries, type CustomerDimensions } from "./customer-queries.ts";
import {
  describeErrors,
  describeServed,
  describeSlowness,
  describeUndecided,
  type Told,
} from "./customers-sentence.ts";
import { leaveOut, speaksAgainstGreen, withLeftOut } from "./leave-out.ts";
import { judgeCustomers, type CustomersJudgement } from "./judge-customers.ts";
import { readMinutes } from "./read-minutes.ts";
import { withWorstMinutes } from "./worst-minutes.ts";

/** What goes from one invocation to the next. The counts do not: CloudWatch keeps them, and they may still grow. */
export interface CustomersState {
  /** What earlier invocations sent through the production listener. */
  readonly probed: readonly ProbedSpan[];
  /** The periods in which blue erred, too, each by its beginning, as milliseconds of the epoch. */
  readonly blueErred: readonly number[];
}

/** By what customers are watched. */
export interface CustomersWatch {
  readonly clock: Clock;
  /** Knows when blue erred. */
  readonly blue: Pick<BlueWatch, "has" | "erred">;
}

const NOT_YET: CheckResult = { verdict: "inconclusive", reason: NO_PERIOD_YET };

/**
 * Watches what customers meet since the shift, against blue before it, until that decides or `customers.atMost` periods are
 * over. Periods in which blue erred, too, fail nobody: green is judged by the others then. When `signal` is aborted it ends with what it needs to be gone on with.
 * @param until as of {@link watchPeriods}
 * @throws {AwsCallError} @throws {UnusableDeploymentError}
 */
export async function watchCustomers(
  context: CheckContext<InstalledDeployment>,
  state: CustomersState | undefined,
  { clock, blue: blueWatch }: CustomersWatch,
  signal: AbortSignal,
  until = Infinity,
): Promise<Watched<CustomersState>> {
  const { deployment, clients, configuration } = context;
  const { customers } = configuration;
  const dimensions = dimensionsOf(deployment);
  if (!dimensions) return { kind: "decided", result: notApplicable(deployment) };
  const earlier = earlierProbes(state, context.ownProbes);
  const own = {
    between: (from: number, to: number) => earlier.between(from, to) + context.ownProbes.between(from, to),
    abandonedBetween: (from: number, to: number) => {
      return earlier.abandonedBetween(from, to) + context.ownProbes.abandonedBetween(from, to);
    },
  };
  const told: Told = { ...customers, targetGroup: deployment.green.targetGroup.name, length: customers.period };
  let soFar = NOT_YET;
  try {
    const shift = await getTrafficShift(clients, deployment.id, signal);
    const periods = periodsAround(shift, configuration, customers.period);
    const result = await watchPeriods(
      periods,
      customers.delay,
      clock,
      async (look, looking) => {
        const [green, blue] = await read(context, dimensions, periods, look, looking);
        const whole = judgeCustomers(green, blue, configuration, own, periods);
        const apart = leaveOut(green, blueWatch);
        const isShared = apart.leftOut > 0 && speaksAgainstGreen(whole, told, look.isLast);
        const judgement = isShared ? judgeCustomers(apart, blue, configuration, own, periods) : whole;
        // What is left is not little traffic: customers came, and met errors.
        const toldOf: Told = isShared ? { ...told, littleTraffic: "inconclusive" } : told;
        const finish = (result: CheckResult): CheckResult => {
          return withWorstMinutes(isShared ? withLeftOut(result, apart, told) : result, whole, told);
        };
        soFar = finish(describeUndecided(judgement, toldOf, true));
        const result = await conclude(judgement, context, toldOf, look.isLast, looking);
        return result && finish(result);
      },
      signal,
      until,
    );
    return { kind: "decided", result: result ?? soFar };
  } catch (error) {
    if (!signal.aborted) throw error;
    return {
      kind: "stopped",
      state: {
        probed: [...earlier.spans, ...context.ownProbes.spans],
        blueErred: blueWatch.erred,
      },
      soFar,
    };
  }
}

/** Those of other invocations: a watch that is settled where it was stopped finds this one's in its state, too. */
function earlierProbes(state: CustomersState | undefined, { spans }: OwnProbes): OwnProbes {
  const own = new Set(spans.map(({ from }) => from));
  return new OwnProbes(state?.probed.filter(({ from }) => !own.has(from)));
}

async function read(
  { clients, configuration }: CheckContext<InstalledDeployment>,
  dimensions: CustomerDimensions,
  periods: Periods,
  { due, late, isLast }: Look,
  signal: AbortSignal,
) {
  const queries = customerQueries(dimensions, configuration.customers.period);
  const series = await getMetrics(clients, queries, rangeOf([...periods.before, ...due], periods.length), signal);
  const green = readMinutes(series, "green", due);
  const there = new Set(green.minutes.map(({ at }) => at));
  const kept = isLast ? withoutLate(due, late, (at) => there.has(at), configuration.customers.atLeast) : due;
  const missing = green.missing.filter((at) => kept.includes(at));
  return [{ ...green, missing }, readMinutes(series, "blue", periods.before)] as const;
}

async function conclude(
  judgement: CustomersJudgement,
  context: CheckContext<InstalledDeployment>,
  told: Told,
  isLast: boolean,
  signal: AbortSignal,
): Promise<CheckResult | undefined> {
  const { served, latency } = judgement;
  if (served.decision === "failed") {
    const blueNow = await askBlueNow(context, signal);
    // What both share may pass, and green shows itself afterwards.
    return blueNow.isUnfit === true && !isLast ? undefined : describeErrors(judgement, told, blueNow);
  }
  if (latency.isSlower && told.slower === "fail") return describeSlowness(judgement);
  if (served.decision === "passed") return describeServed(judgement, told);
  return isLast ? describeUndecided(judgement, told, false) : undefined;
}

function dimensionsOf(deployment: InstalledDeployment): CustomerDimensions | undefined {
  const loadBalancer = loadBalancerDimension(deployment);
  if (loadBalancer?.startsWith("app/") !== true) return undefined;
  const { green, blue } = deployment;
  return {
    loadBalancer,
    green: targetGroupDimension(green.targetGroup),
    blue: targetGroupDimension(blue.targetGroup),
  };
}

function notApplicable({ productionListener: { protocol, port } }: InstalledDeployment): CheckResult {
  return {
    verdict: "passed",
    notApplicable: true,
    reason: `Not applicable: the production listener (${protocol} ${port}) is not an Application Load Balancer's, and others count no requests and no errors of a target group. The probes decide; name metrics of your own in hooks.config.ts (metrics).`,
  };
}
