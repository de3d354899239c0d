import type { AwsClients } from "./aws-clients.ts";
import { callAws } from "./call-aws.ts";

export interface Alarm {
  readonly name: string;
  /** OK, ALARM, INSUFFICIENT_DATA; `missing` where CloudWatch has no alarm of that name. */
  readonly state: string;
  readonly reason: string | undefined;
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
    for (const alarm of [...(answer.MetricAlarms ?? []), ...(answer.CompositeAlarms ?? [])]) {
      const name = alarm.AlarmName ?? "";
      found.set(name, { name, state: alarm.StateValue ?? "missing", reason: alarm.StateReason });
    }
  }
  return names.map((name) => found.get(name) ?? { name, state: "missing", reason: undefined });
}
