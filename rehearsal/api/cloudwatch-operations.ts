import { ACCOUNT_ID, REGION } from "../account.ts";
import { AwsError } from "../aws/aws-error.ts";
import type { ServiceOperations } from "../aws/operations.ts";
import { MetricStore } from "../cloudwatch/metric-store.ts";
import type { Alarm } from "../codedeploy/deployment-group.ts";
import { getMetricData } from "./get-metric-data.ts";
import { listMetrics } from "./list-metrics.ts";
import { putMetricData } from "./put-metric-data.ts";
import { takePage } from "./take-page.ts";

/** Where CloudWatch has its metrics, and how long its minute is in wall milliseconds. */
export interface CloudWatchMetrics {
  readonly store: MetricStore;
  readonly minuteMs: number;
}

/**
 * CloudWatch: the alarms that the deployment group watches, all of them metric alarms, and metrics.
 * @param metrics none, and a minute of a minute, where nothing is said
 */
export function cloudWatchOperations(
  alarms: readonly Alarm[],
  { store, minuteMs }: CloudWatchMetrics = { store: new MetricStore(), minuteMs: 60_000 },
): ServiceOperations<"monitoring"> {
  return {
    DescribeAlarms: ({ MaxRecords = 50, NextToken, ...filters }) => {
      const { AlarmNames, AlarmNamePrefix, AlarmTypes = ["MetricAlarm"], StateValue } = filters;
      if (AlarmNames && AlarmNamePrefix !== undefined) {
        throw new AwsError("ValidationError", "AlarmNamePrefix and AlarmNames cannot be specified together.");
      }
      const wanted = alarms
        .filter(() => AlarmTypes.includes("MetricAlarm"))
        .filter(({ name }) => AlarmNames?.includes(name) ?? name.startsWith(AlarmNamePrefix ?? ""))
        .filter(({ state }) => StateValue === undefined || state === StateValue);
      const { items, next } = takePage(wanted, {
        size: MaxRecords,
        token: NextToken,
        query: { operation: "DescribeAlarms", ...filters },
        invalidToken: () => new AwsError("InvalidNextToken", "The next token specified is invalid."),
      });
      return {
        MetricAlarms: items.map(({ name, state, reason, definition }) => ({
          AlarmName: name,
          AlarmArn: `arn:aws:cloudwatch:${REGION}:${ACCOUNT_ID}:alarm:${name}`,
          ActionsEnabled: true,
          StateValue: state,
          StateReason: reason,
          ...definition,
        })),
        CompositeAlarms: [],
        NextToken: next,
      };
    },
    GetMetricData: (input) => getMetricData(input, store, Date.now()),
    ListMetrics: (input) => listMetrics(input, store.metrics(Date.now())),
    PutMetricData: (input) => {
      putMetricData(input, store, minuteMs, Date.now());
      return {};
    },
  };
}
