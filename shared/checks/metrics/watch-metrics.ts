import type { InstalledDeployment } from "../../deployment/deployment.ts";
import type { MetricSeries } from "../../deployment/metric-series.ts";
import { getTrafficShift, type TrafficShift } from "../../deployment/traffic-shift.ts";
import type { CheckContext, CheckResult } from "../check.ts";
import type { Clock } from "../watch/clock.ts";
import { periodsAround } from "../watch/periods.ts";
import { NO_PERIOD_YET, watchPeriods } from "../watch/watch-periods.ts";
import type { Watched } from "../watch/watched.ts";
import { combineResults } from "./combine-results.ts";
import { judgeMetric } from "./judge-metric.ts";
import type { MetricSetting } from "./metric-setting.ts";
import { placeholdersOf, readMetric } from "./read-metric.ts";

/** What goes from one invocation to the next: which metrics have held, by name. CloudWatch keeps their values. */
export interface MetricsState {
  readonly held: Readonly<Record<string, string>>;
}

/**
 * Watches the metrics that the configuration names, each until it decides or `customers.atMost` periods are over; ends at the
 * first that fails. When `signal` is aborted it ends with what it needs to be gone on with.
 * @param until as of {@link watchPeriods}
 * @throws {AwsCallError} @throws {UnusableDeploymentError}
 */
export async function watchMetrics(
  context: CheckContext<InstalledDeployment>,
  state: MetricsState | undefined,
  clock: Clock,
  signal: AbortSignal,
  until = Infinity,
): Promise<Watched<MetricsState>> {
  const { deployment, clients, configuration } = context;
  if (configuration.metrics.length === 0) {
    return {
      kind: "decided",
      result: { verdict: "passed", notApplicable: true, reason: "Not applicable: hooks.config.ts names no metrics." },
    };
  }
  const held = new Map(Object.entries(state?.held ?? {}));
  const open = configuration.metrics.filter(({ name }) => !held.has(name));
  const failing = new AbortController();
  const watching = AbortSignal.any([signal, failing.signal]);
  try {
    const shift = await getTrafficShift(clients, deployment.id, signal);
    const results = await Promise.all(
      open.map(async (setting) => {
        const result = await watchMetric(context, setting, shift, { clock, until }, watching);
        if (result.verdict === "passed") held.set(setting.name, result.reason);
        // The others have nothing to add.
        if (result.verdict === "failed") failing.abort(new MetricFailed(result));
        return result;
      }),
    );
    const passed: readonly CheckResult[] = [...held.values()].map((reason) => ({ verdict: "passed", reason }));
    return {
      kind: "decided",
      result: combineResults([...results.filter(({ verdict }) => verdict !== "passed"), ...passed]),
    };
  } catch (error) {
    if (error instanceof MetricFailed) return { kind: "decided", result: error.result };
    if (!signal.aborted) throw error;
    return {
      kind: "stopped",
      state: { held: Object.fromEntries(held) },
      soFar: describeStopped(configuration.metrics, held),
    };
  } finally {
    failing.abort();
  }
}

const NOTHING_READ: MetricSeries = { values: new Map(), problem: undefined };

class MetricFailed extends Error {
  override readonly name = "MetricFailed";
  readonly result: CheckResult;

  constructor(result: CheckResult) {
    super(result.reason);
    this.result = result;
  }
}

async function watchMetric(
  { deployment, clients, configuration }: CheckContext<InstalledDeployment>,
  setting: MetricSetting,
  shift: TrafficShift,
  { clock, until }: { readonly clock: Clock; readonly until: number },
  signal: AbortSignal,
): Promise<CheckResult> {
  const { customers } = configuration;
  const periods = periodsAround(shift, configuration, setting.period ?? customers.period);
  const { length } = periods;
  const [ofBlue, ofGreen] = [placeholdersOf(deployment, "before"), placeholdersOf(deployment, "after")];
  const result = await watchPeriods(
    periods,
    customers.delay,
    clock,
    async (look, looking) => {
      const [before, after] = await Promise.all([
        // A limit compares with nothing.
        setting.tolerance === undefined
          ? NOTHING_READ
          : readMetric(clients, setting, ofBlue, periods.before, length, looking),
        readMetric(clients, setting, ofGreen, look.due, length, looking),
      ]);
      return judgeMetric(setting, { periods, look, before, after }, configuration);
    },
    signal,
    until,
  );
  return result ?? { verdict: "inconclusive", reason: `Metric ${JSON.stringify(setting.name)}: ${NO_PERIOD_YET}` };
}

function describeStopped(metrics: readonly MetricSetting[], held: ReadonlyMap<string, string>): CheckResult {
  const open = metrics.filter(({ name }) => !held.has(name)).map(({ name }) => JSON.stringify(name));
  return {
    verdict: "inconclusive",
    reason: `${held.size} of ${metrics.length} metrics held when it was stopped; not decided: ${open.join(", ")}. Three periods after the shift must agree, each customers.delay after its end.`,
  };
}
