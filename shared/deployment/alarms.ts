import type { MetricAlarm } from "@aws-sdk/client-cloudwatch";
import type { AwsClients } from "./aws-clients.ts";
import { callAws } from "./call-aws.ts";

export interface Alarm {
  readonly name: string;
  /** OK, ALARM, INSUFFICIENT_DATA; `missing` where CloudWatch has no alarm of that name. */
  readonly state: string;
  readonly reason: string | undefined;
  /** The metrics of target groups that it is made of; none of a composite alarm, whose metrics are those of others. */
  readonly watches: readonly WatchedMetric[];
}

/** A metric of one target group, by the dimension `TargetGroup`. */
export interface WatchedMetric {
  /** `HTTPCode_Target_5XX_Count` */
  readonly metric: string;
  /** As the dimension has it, which is the end of the target group's ARN: `targetgroup/shop-1/0123456789abcdef`. */
  readonly targetGroup: string;
}

/** DescribeAlarms takes a hundred names at most. */
const NAMES_A_CALL = 100;

/** The state of each named alarm, metric or composite, in the order of the names. */
export async function getAlarms(
  clients: AwsClients,
  names: readonly string[],
  signal: AbortSignal,
): Promise<readonly Alarm[]> {
  if (names.length === 0) return [];
  const [{ DescribeAlarmsCommand }, cloudWatch] = await Promise.all([
    import("@aws-sdk/client-cloudwatch"),
    clients.cloudWatch(),
  ]);
  const found = new Map<string, Alarm>();
  for (let from = 0; from < names.length; from += NAMES_A_CALL) {
    const command = new DescribeAlarmsCommand({
      AlarmNames: names.slice(from, from + NAMES_A_CALL),
      AlarmTypes: ["MetricAlarm", "CompositeAlarm"],
      MaxRecords: NAMES_A_CALL,
    });
    const answer = await callAws(
      "cloudwatch:DescribeAlarms",
      () => cloudWatch.send(command, { abortSignal: signal }),
      signal,
    );
    for (const alarm of answer.MetricAlarms ?? []) found.set(alarm.AlarmName ?? "", parse(alarm, watchedBy(alarm)));
    for (const alarm of answer.CompositeAlarms ?? []) found.set(alarm.AlarmName ?? "", parse(alarm, []));
  }
  return names.map((name) => found.get(name) ?? { name, state: "missing", reason: undefined, watches: [] });
}

function parse(
  { AlarmName, StateValue, StateReason }: Pick<MetricAlarm, "AlarmName" | "StateValue" | "StateReason">,
  watches: Alarm["watches"],
): Alarm {
  return { name: AlarmName ?? "", state: StateValue ?? "missing", reason: StateReason, watches };
}

/** An alarm has one metric itself, or several in metric math. */
function watchedBy(alarm: MetricAlarm): Alarm["watches"] {
  const ofMath = (alarm.Metrics ?? []).flatMap(({ MetricStat }) => MetricStat?.Metric ?? []);
  return [alarm, ...ofMath].flatMap(({ MetricName, Dimensions }) => {
    const group = Dimensions?.find(({ Name }) => Name === "TargetGroup")?.Value;
    return MetricName === undefined || group === undefined ? [] : [{ metric: MetricName, targetGroup: group }];
  });
}
