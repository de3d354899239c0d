import { AwsError } from "../aws/aws-error.ts";
import type { ServiceOperations } from "../aws/operations.ts";
import type { Alarm } from "../codedeploy/deployment-group.ts";
import { takePage } from "./take-page.ts";

/** CloudWatch: the alarms that the deployment group watches, all of them metric alarms. */
export function cloudWatchOperations(alarms: readonly Alarm[]): ServiceOperations<"monitoring"> {
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
        MetricAlarms: items.map(({ name, state, reason }) => ({
          AlarmName: name,
          StateValue: state,
          StateReason: reason,
        })),
        CompositeAlarms: [],
        NextToken: next,
      };
    },
  };
}
