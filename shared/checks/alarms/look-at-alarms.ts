import { getAlarms, type Alarm } from "../../deployment/alarms.ts";
import type { AwsClients } from "../../deployment/aws-clients.ts";
import { oneLine } from "../../probe/printable.ts";

/**
 * The state of each named alarm as {@link getAlarms} has it, fit for a reason: users name alarms and metrics, and whoever may
 * set an alarm's state writes its reason.
 * @throws {AwsCallError}
 */
export async function lookAtAlarms(
  clients: AwsClients,
  names: readonly string[],
  signal: AbortSignal,
): Promise<readonly Alarm[]> {
  const alarms = await getAlarms(clients, names, signal);
  return alarms.map(({ name, state, reason, watches }) => ({
    name: oneLine(name),
    state: oneLine(state),
    reason: reason === undefined ? undefined : oneLine(reason),
    watches: watches.map(({ metric, targetGroup }) => ({ metric: oneLine(metric), targetGroup })),
  }));
}
