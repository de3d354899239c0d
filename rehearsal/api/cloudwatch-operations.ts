import type { ServiceOperations } from "../aws/operations.ts";
import type { Alarm } from "../codedeploy/deployment-group.ts";

/** CloudWatch: the alarms that the deployment group watches. */
export function cloudWatchOperations(alarms: readonly Alarm[]): ServiceOperations<"monitoring"> {
  return {
    DescribeAlarms: ({ AlarmNames }) => ({
      MetricAlarms: alarms
        .filter(({ name }) => AlarmNames === undefined || AlarmNames.includes(name))
        .map(({ name, state, reason }) => ({ AlarmName: name, StateValue: state, StateReason: reason })),
      CompositeAlarms: [],
    }),
  };
}
