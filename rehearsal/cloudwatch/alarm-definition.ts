import type { OperationOutput } from "../aws/operations.ts";

type MetricAlarm = NonNullable<OperationOutput<"monitoring", "DescribeAlarms">["MetricAlarms"]>[number];

/**
 * What a metric alarm watches, as AWS itself writes it: either one metric, or `Metrics` of which one is returned. Periods
 * are deployment time, as all settings of the deployment group are: 60 is one CloudWatch minute, whatever the clock.
 */
export type AlarmDefinition = Pick<
  MetricAlarm,
  | "AlarmDescription"
  | "Namespace"
  | "MetricName"
  | "Dimensions"
  | "Statistic"
  | "ExtendedStatistic"
  | "Period"
  | "Unit"
  | "Metrics"
  | "DatapointsToAlarm"
> & {
  readonly EvaluationPeriods: number;
  readonly Threshold: number;
  readonly ComparisonOperator: keyof typeof COMPARISONS;
  /** `missing` where nothing is said. */
  readonly TreatMissingData?: "missing" | "notBreaching" | "breaching" | "ignore";
};

/** Alarms of anomaly detection have others, and are not there. */
export const COMPARISONS = {
  GreaterThanOrEqualToThreshold: {
    holds: (value: number, threshold: number) => value >= threshold,
    words: "greater than or equal to",
  },
  GreaterThanThreshold: { holds: (value: number, threshold: number) => value > threshold, words: "greater than" },
  LessThanThreshold: { holds: (value: number, threshold: number) => value < threshold, words: "less than" },
  LessThanOrEqualToThreshold: {
    holds: (value: number, threshold: number) => value <= threshold,
    words: "less than or equal to",
  },
} as const;
