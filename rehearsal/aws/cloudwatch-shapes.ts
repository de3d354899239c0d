import { boolean, choice, integer, list, number, structure, text, timestamp, unsupported } from "./input-shape.ts";
import type { ShapesOf } from "./shapes-of.ts";

const name = text({ min: 1 });
const dimension = structure({ Name: text({ min: 1, max: 255 }), Value: text({ min: 1, max: 1024 }) });
const metricName = text({ min: 1, max: 255 });
const namespace = text({ min: 1, max: 255, pattern: /^[^:]/ });
const metricStat = structure({
  Metric: structure({ Namespace: namespace, MetricName: metricName, Dimensions: list(dimension, { max: 30 }) }),
  Period: integer(1),
  Stat: name,
  Unit: name,
});

/** What CloudWatch's inputs may hold. */
export const cloudWatchShapes: ShapesOf<"monitoring"> = {
  DescribeAlarms: structure({
    AlarmNames: list(text({ min: 1, max: 255 }), { min: 1, max: 100 }),
    AlarmNamePrefix: text({ min: 1, max: 255 }),
    AlarmTypes: list(choice("CompositeAlarm", "MetricAlarm"), { min: 1 }),
    ChildrenOfAlarmName: unsupported,
    ParentsOfAlarmName: unsupported,
    StateValue: choice("OK", "ALARM", "INSUFFICIENT_DATA"),
    ActionPrefix: unsupported,
    MaxRecords: integer(1, 100),
    NextToken: name,
  }),
  GetMetricData: structure({
    MetricDataQueries: list(
      structure({
        Id: text({ min: 1, max: 255, pattern: /^[a-z][a-zA-Z0-9_]*$/ }),
        MetricStat: metricStat,
        Expression: text({ min: 1, max: 2048 }),
        Label: text(),
        ReturnData: boolean,
        Period: unsupported,
        AccountId: unsupported,
      }),
      { max: 500 },
    ),
    StartTime: timestamp,
    EndTime: timestamp,
    NextToken: name,
    ScanBy: choice("TimestampDescending", "TimestampAscending"),
    MaxDatapoints: integer(1, 100_800),
    LabelOptions: unsupported,
  }),
  ListMetrics: structure({
    Namespace: namespace,
    MetricName: metricName,
    Dimensions: list(structure({ Name: metricName, Value: text({ min: 1, max: 1024 }) }), { max: 10 }),
    NextToken: name,
    RecentlyActive: choice("PT3H"),
    IncludeLinkedAccounts: unsupported,
    OwningAccount: unsupported,
  }),
  PutMetricData: structure({
    Namespace: namespace,
    MetricData: list(
      structure({
        MetricName: metricName,
        Dimensions: list(dimension, { max: 30 }),
        Timestamp: timestamp,
        Value: number,
        StatisticValues: unsupported,
        Values: list(number, { max: 150 }),
        Counts: list(number, { max: 150 }),
        Unit: name,
        StorageResolution: integer(1),
      }),
      { max: 1000 },
    ),
    EntityMetricData: unsupported,
    StrictEntityValidation: unsupported,
  }),
};
