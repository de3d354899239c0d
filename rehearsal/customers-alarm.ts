import { LOAD_BALANCER_ARN } from "./account.ts";
import type { Alarm } from "./codedeploy/deployment-group.ts";

/**
 * The alarm of the deployment group where nothing else is said: five answers of 5xx a minute, in two of three minutes, from
 * whichever target group. With 20 customers a second, and a second for a minute, that is one in four.
 */
export function customersAlarm(): Alarm {
  return {
    name: "shop-5xx",
    state: "OK",
    reason: "no datapoint was above the threshold",
    definition: {
      AlarmDescription: "Customers get errors",
      Namespace: "AWS/ApplicationELB",
      MetricName: "HTTPCode_Target_5XX_Count",
      Dimensions: [{ Name: "LoadBalancer", Value: LOAD_BALANCER_ARN.replace(/^.*:loadbalancer\//, "") }],
      Statistic: "Sum",
      Period: 60,
      EvaluationPeriods: 3,
      DatapointsToAlarm: 2,
      Threshold: 5,
      ComparisonOperator: "GreaterThanOrEqualToThreshold",
      // The metric is there only where there was an error.
      TreatMissingData: "notBreaching",
    },
  };
}
