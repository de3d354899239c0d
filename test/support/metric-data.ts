import {
  GetMetricDataCommand,
  type GetMetricDataCommandInput,
  type GetMetricDataCommandOutput,
  type MetricDataResult,
} from "@aws-sdk/client-cloudwatch";
import type { Clock } from "../../shared/checks/watch/clock.ts";
import type { MockAws } from "./mock-aws.ts";

/** A value that is asked for. */
export interface AskedValue {
  /** The metric's name, or the expression. */
  readonly metric: string;
  /** The part of the dimension after `targetgroup/`; undefined without one. */
  readonly group: string | undefined;
  readonly statistic: string | undefined;
  /** The beginning of its period, as milliseconds of the epoch. */
  readonly at: number;
}

/** Answers GetMetricData with `valueOf` for every period of the time that is asked for; undefined is a period without data. */
export function answerMetrics(
  { cloudWatch }: Pick<MockAws, "cloudWatch">,
  valueOf: (asked: AskedValue) => number | undefined,
  change: (result: MetricDataResult) => MetricDataResult = (result) => result,
): void {
  cloudWatch
    .on(GetMetricDataCommand)
    .callsFake(async (input: GetMetricDataCommandInput): Promise<GetMetricDataCommandOutput> => ({
      $metadata: {},
      MetricDataResults: (input.MetricDataQueries ?? [])
        .filter(({ ReturnData }) => ReturnData !== false)
        .map(({ Id, Expression, Period, MetricStat }) => {
          const length = (MetricStat?.Period ?? Period ?? 60) * 1000;
          const dimension = MetricStat?.Metric?.Dimensions?.find(({ Name }) => Name === "TargetGroup")?.Value;
          const asked = {
            metric: Expression ?? MetricStat?.Metric?.MetricName ?? "",
            group: dimension?.split("/")[1],
            statistic: MetricStat?.Stat,
          };
          const from = input.StartTime?.getTime() ?? 0;
          const count = ((input.EndTime?.getTime() ?? 0) - from) / length;
          const values = Array.from({ length: count }, (_, index) => from + index * length).flatMap((at) => {
            const value = valueOf({ ...asked, at });
            return value === undefined ? [] : [{ at, value }];
          });
          return change({
            Id,
            Label: asked.metric,
            Timestamps: values.map(({ at }) => new Date(at)),
            Values: values.map(({ value }) => value),
            StatusCode: "Complete",
          });
        }),
    }));
}

/** A clock on which every pause is over at once, and what it would have taken is added. */
export function jumpingClock(start: number): Clock & { readonly pauses: readonly number[] } {
  let now = start;
  const pauses: number[] = [];
  return {
    pauses,
    now: () => now,
    pause: async (ms, signal) => {
      signal.throwIfAborted();
      pauses.push(ms);
      now += ms;
      await Promise.resolve();
    },
  };
}
