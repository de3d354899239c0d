import { AwsError } from "../aws/aws-error.ts";
import type { OperationInput, OperationOutput } from "../aws/operations.ts";
import type { Metric } from "../cloudwatch/metric.ts";
import { takePage } from "./take-page.ts";

type Input = OperationInput<"monitoring", "ListMetrics">;

const METRICS_A_PAGE = 500;

/** ListMetrics: a metric passes a filter by dimensions that has those, and may have others. All are recently active here. */
export function listMetrics(
  { NextToken, ...filters }: Input,
  metrics: readonly Metric[],
): OperationOutput<"monitoring", "ListMetrics"> {
  const { Namespace, MetricName, Dimensions = [] } = filters;
  const wanted = metrics
    .filter(({ namespace }) => Namespace === undefined || namespace === Namespace)
    .filter(({ name }) => MetricName === undefined || name === MetricName)
    .filter(({ dimensions }) =>
      Dimensions.every(({ Name, Value }) =>
        dimensions.some(({ name, value }) => name === Name && (Value === undefined || value === Value)),
      ),
    );
  const { items, next } = takePage(wanted, {
    size: METRICS_A_PAGE,
    token: NextToken,
    query: { operation: "ListMetrics", ...filters },
    invalidToken: () => new AwsError("InvalidParameterValueException", "Request parameter NextToken is invalid"),
  });
  return {
    Metrics: items.map(({ namespace, name, dimensions }) => ({
      Namespace: namespace,
      MetricName: name,
      Dimensions: dimensions.map((dimension) => ({ Name: dimension.name, Value: dimension.value })),
    })),
    NextToken: next,
  };
}
