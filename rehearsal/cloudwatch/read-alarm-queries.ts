import type { AlarmDefinition } from "./alarm-definition.ts";
import { isExpression, type MetricQuery } from "./metric-query.ts";
import { readMetricQueries } from "./read-metric-queries.ts";

/**
 * What an alarm watches, in wall time.
 * @param minuteMs CloudWatch's minute in wall milliseconds
 * @throws {AwsError} where CloudWatch would not take the definition
 */
export function readAlarmQueries(definition: AlarmDefinition, minuteMs: number): readonly MetricQuery[] {
  const { Metrics, Namespace, MetricName, Dimensions, Statistic, ExtendedStatistic, Period, Unit } = definition;
  const single = {
    Id: "alarm",
    MetricStat: {
      Metric: { Namespace, MetricName, Dimensions },
      Stat: Statistic ?? ExtendedStatistic,
      Period,
      Unit,
    },
  };
  return readMetricQueries(Metrics ?? [single]).map((query) => toWallTime(query, minuteMs));
}

/** A period of less than CloudWatch's minute is one minute: nothing is reported more often. */
function toWallTime(query: MetricQuery, minuteMs: number): MetricQuery {
  const { asks } = query;
  if (isExpression(asks)) return query;
  const minutes = Math.max(1, Math.round(asks.periodMs / 60_000));
  return { ...query, asks: { ...asks, periodMs: minutes * minuteMs } };
}
