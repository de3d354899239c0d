import type { Configuration } from "../../configuration/schema.ts";
import type { MetricSeries } from "../../deployment/metric-series.ts";
import { median } from "../../verdict/compare/median.ts";
import { AGREEING_MINUTES } from "../../verdict/compare/minutes-beyond.ts";
import { judgeHold, type HoldJudgement } from "../../verdict/compare/minutes-hold.ts";
import { oneLine } from "../../probe/printable.ts";
import type { CheckResult } from "../check.ts";
import { count, percent } from "../sentence-parts.ts";
import { describeTimes, type Periods } from "../watch/periods.ts";
import type { Look } from "../watch/watch-periods.ts";
import { withoutLate } from "../watch/without-late.ts";
import { LEAST_BEFORE, LOOK_AT_NAMES, type MetricSetting } from "./metric-setting.ts";

/** A look at the periods of a metric, and what CloudWatch has of them and of those before the shift. */
export interface MetricReading {
  readonly periods: Periods;
  readonly look: Look;
  readonly after: MetricSeries;
  readonly before: MetricSeries;
}

/**
 * What a metric comes to; undefined where it may still decide.
 */
export function judgeMetric(
  setting: MetricSetting,
  reading: MetricReading,
  { customers, risk }: Pick<Configuration, "customers" | "risk">,
): CheckResult | undefined {
  const { periods, look, after, before } = reading;
  const sign = setting.direction === "lower-is-better" ? 1 : -1;
  const least = Math.max(AGREEING_MINUTES, customers.atLeast);
  const isThere = (at: number): boolean => valueAt(after, at, setting) !== undefined;
  const due = look.isLast ? withoutLate(look.due, look.late, isThere, least) : look.due;
  const values = due.map((at) => valueAt(after, at, setting));
  const gap = values.indexOf(undefined);
  const known = values.slice(0, gap === -1 ? values.length : gap).flatMap((value) => value ?? []);
  const earlier = periods.before.flatMap((at) => valueAt(before, at, setting) ?? []);
  const plan = {
    limit: setting.limit === undefined ? undefined : sign * setting.limit,
    tolerance: setting.tolerance,
    least,
    most: periods.after.length,
    risk: risk.falseRollback,
  };
  const comparable = earlier.length < LEAST_BEFORE ? [] : earlier;
  const turned = (all: readonly number[]): readonly number[] => all.map((value) => sign * value);
  const held = judgeHold(plan, turned(known), turned(comparable), look.isLast && gap === -1);
  const seen = describeValues(setting, known.slice(0, held.minutes), reading);
  if (held.decision === "failed")
    return { verdict: "failed", reason: describeFailed(setting, held, seen, comparable, sign) };
  if (held.decision === "passed") {
    const expected = describeExpected(setting, held, comparable, sign);
    return { verdict: "passed", reason: `${seen}: ${held.isByAll ? describeNoise(expected) : `${expected} was met`}.` };
  }
  if (!look.isLast) return undefined;
  return { verdict: "inconclusive", reason: describeUndecided(setting, reading, { gap, known, earlier }, seen) };
}

/** Not every period met it, and none has to. */
function describeNoise(expected: string): string {
  return `expected ${expected}; not every period was, but all together show no sign of being worse than before (rank-sum test)`;
}

function valueAt({ values, problem }: MetricSeries, at: number, { missing }: MetricSetting): number | undefined {
  // A series that is not whole may lack values that are there.
  return problem === undefined ? (values.get(at) ?? (missing === "zero" ? 0 : undefined)) : undefined;
}

function describeFailed(
  setting: MetricSetting,
  held: HoldJudgement,
  seen: string,
  before: readonly number[],
  sign: number,
): string {
  const expected = describeExpected(setting, held, before, sign);
  return `${seen}: expected ${expected}, and several periods agree that it is not. Look at what changed with green.`;
}

function describeExpected(
  { limit, tolerance, direction }: MetricSetting,
  { tolerated, by }: HoldJudgement,
  before: readonly number[],
  sign: number,
): string {
  const bound = direction === "lower-is-better" ? "at most" : "at least";
  const ofLimit = limit === undefined || by === "tolerance" ? [] : [`${bound} ${limit}`];
  const ofBefore =
    tolerated === undefined || tolerance === undefined || by === "limit"
      ? []
      : [
          `${bound} ${show(sign * tolerated)} (${percent(tolerance)} from the ${show(median(before))} of before the shift)`,
        ];
  return [...ofLimit, ...ofBefore].join(" and ");
}

function describeUndecided(
  setting: MetricSetting,
  { look, periods, after, before }: MetricReading,
  {
    gap,
    known,
    earlier,
  }: { readonly gap: number; readonly known: readonly number[]; readonly earlier: readonly number[] },
  seen: string,
): string {
  const problem = after.problem ?? before.problem;
  if (problem !== undefined)
    return `Metric ${JSON.stringify(setting.name)} could not be read whole: ${oneLine(problem)}.`;
  const missing = look.due.slice(gap, gap + 1);
  if (gap !== -1) {
    const lost = look.due.filter((at) => !after.values.has(at)).length;
    return `Metric ${JSON.stringify(setting.name)}: CloudWatch has no value for ${lost} of ${count(look.due.length, "period")} (the first from ${describeTimes(missing, periods.length)}). Missing data is no pass. ${LOOK_AT_NAMES}`;
  }
  if (setting.tolerance !== undefined && earlier.length < LEAST_BEFORE) {
    return `${seen}: nothing to compare with, for CloudWatch has ${count(earlier.length, "value")} of the ${periods.before.length} periods before the shift: expected ${LEAST_BEFORE} at least.`;
  }
  const together = setting.tolerance === undefined ? "" : ", and all together do not look as before";
  return `${seen}: no three periods in a row agree, in ${known.length}${together}. Raise customers.atMost in hooks.config.ts, or its tolerance.`;
}

function describeValues(
  { name, missing }: MetricSetting,
  known: readonly number[],
  { look, periods, after }: MetricReading,
): string {
  if (known.length === 0) return `Metric ${JSON.stringify(name)} has no value yet`;
  const starts = look.due.slice(0, known.length);
  const zeros = missing === "zero" ? starts.filter((at) => !after.values.has(at)).length : 0;
  const counted = zeros > 0 ? ` (${zeros} without data, counted as 0)` : "";
  return `Metric ${JSON.stringify(name)} was ${known.map(show).join(", ")}${counted} from ${describeTimes(starts, periods.length)}`;
}

function show(value: number): string {
  return String(Number(value.toPrecision(4)));
}
