import { leastBake } from "../shared/checks/watch/periods-in-bake.ts";
import { AGREEING_MINUTES } from "../shared/verdict/compare/minutes-beyond.ts";
import { parseDuration } from "../shared/probe/duration.ts";
import { CLOUDWATCH_PERIODS } from "./cloudwatch/metric-minute.ts";
import type { Pace } from "./pace.ts";

const DEFAULT_BAKE = "10m";
const DEFAULT_PERIOD = "60s";
const DEFAULT_DELAY = "60s";
const DEFAULT_AT_LEAST = 3;

/**
 * A configuration whose bake, and whose periods of CloudWatch, take in wall time what they take in deployment time: functions
 * wait by the wall clock. CloudWatch has no period between some, and goes slower than a hook then: where something could have
 * passed in the bake, it is long enough for that still. What cannot be read is left as it is: the hooks' own parser says what is
 * wrong with it.
 * @param base the default export of a `hooks.config.ts`, whatever it is
 */
export function quickenConfiguration(base: unknown, pace: Pace): unknown {
  if (!isRecord(base)) return base;
  const { bake = DEFAULT_BAKE, customers = {}, metrics } = base;
  const quick = {
    ...base,
    bake: quickenWait(bake, pace.hook),
    customers: isRecord(customers)
      ? {
          ...customers,
          period: quickenPeriod(customers["period"] ?? DEFAULT_PERIOD, pace.metrics),
          delay: quickenWait(customers["delay"] ?? DEFAULT_DELAY, pace.metrics),
        }
      : customers,
    ...(Array.isArray(metrics) && { metrics: metrics.map((metric: unknown) => quickenMetric(metric, pace)) }),
  };
  const [had, has] = [readMs(bake), readMs(quick.bake)];
  if (had === undefined || has === undefined) return quick;
  const [before, after] = [leastBakes(base), leastBakes(quick)];
  const needed = after.filter((_, index) => (before[index] ?? Infinity) <= had);
  return { ...quick, bake: `${Math.max(has, ...needed)}ms` };
}

/** How long the bake must be for each that sums up by periods: customers, and each metric. Not a number where it cannot be read. */
function leastBakes({ customers, metrics }: Readonly<Record<string, unknown>>): readonly number[] {
  const {
    period = DEFAULT_PERIOD,
    delay = DEFAULT_DELAY,
    atLeast = DEFAULT_AT_LEAST,
  } = isRecord(customers) ? customers : {};
  const own = Array.isArray(metrics)
    ? metrics.map((each: unknown) => (isRecord(each) ? each["period"] : undefined))
    : [];
  const settings = { atLeast: Number(atLeast), delay: readMs(delay) ?? NaN };
  const ofMetrics = { ...settings, atLeast: Math.max(AGREEING_MINUTES, settings.atLeast) };
  return [
    leastBake(settings, readMs(period) ?? NaN),
    ...own.map((each) => leastBake(ofMetrics, readMs(each ?? period) ?? NaN)),
  ];
}

function quickenMetric(metric: unknown, pace: Pace): unknown {
  if (!isRecord(metric) || metric["period"] === undefined) return metric;
  return { ...metric, period: quickenPeriod(metric["period"], pace.metrics) };
}

function quickenWait(text: unknown, factor: number): unknown {
  const ms = readMs(text);
  return ms === undefined ? text : `${Math.max(1, Math.round(ms / factor))}ms`;
}

/** CloudWatch sums up by some periods alone. */
function quickenPeriod(text: unknown, factor: number): unknown {
  const ms = readMs(text);
  if (ms === undefined) return text;
  const seconds = ms / factor / 1000;
  return `${CLOUDWATCH_PERIODS.find((period) => period >= seconds) ?? Math.ceil(seconds / 60) * 60}s`;
}

function readMs(text: unknown): number | undefined {
  return typeof text === "string" ? parseDuration(text) : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return Object.prototype.toString.call(value) === "[object Object]";
}
