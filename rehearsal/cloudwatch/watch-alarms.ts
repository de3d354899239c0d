import type { Alarm } from "../codedeploy/deployment-group.ts";
import { evaluateAlarm } from "./evaluate-alarm.ts";
import type { MetricStore } from "./metric-store.ts";
import { readAlarmQueries } from "./read-alarm-queries.ts";
import { repeatEvery } from "./repeat-every.ts";

/**
 * Evaluates the alarms that have a definition, once every CloudWatch minute, until it is aborted. Those without one stay as
 * whoever holds them sets them.
 * @param minuteMs CloudWatch's minute in wall milliseconds
 * @param now the wall clock
 */
export async function watchAlarms(
  alarms: readonly Alarm[],
  store: MetricStore,
  minuteMs: number,
  signal: AbortSignal,
  now: () => number = Date.now,
): Promise<void> {
  const watched = alarms.flatMap((alarm) => {
    const { definition } = alarm;
    return definition ? [{ alarm, definition, queries: readAlarmQueries(definition, minuteMs) }] : [];
  });
  await repeatEvery(
    minuteMs,
    () => {
      for (const { alarm, definition, queries } of watched) {
        const { decision, reason } = evaluateAlarm(definition, queries, store, now());
        if (decision === "unchanged") continue;
        // As on AWS, the reason is that of the transition: a state that lasts keeps it.
        if (decision !== alarm.state) alarm.reason = reason;
        alarm.state = decision;
      }
    },
    signal,
  );
}
