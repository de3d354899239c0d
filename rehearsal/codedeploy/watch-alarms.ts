import { stoppedByAlarms, stoppedWithoutAlarms } from "./deployment-stop.ts";
import type { RehearsedDeployment } from "./deployment.ts";
import type { DeploymentWork } from "./run-lifecycle.ts";

/**
 * Deployment seconds between two looks. How often CodeDeploy looks is not documented: it was observed to stop 23 s after an
 * alarm, and to let BeforeInstall pass where the alarm was in ALARM from the beginning.
 */
const POLL_SECONDS = 20;

/**
 * Stops a deployment that is under way, its waits included, as soon as an alarm of its group is in ALARM, or as the group's
 * alarmConfiguration says where no state can be read. Resolves when it has, or when the signal is aborted. Rollbacks are not
 * watched: they were observed to succeed under the alarm that had caused them.
 */
export async function watchAlarms(
  deployment: RehearsedDeployment,
  { group, clock }: Pick<DeploymentWork, "group" | "clock">,
  signal: AbortSignal,
): Promise<void> {
  const { alarmConfiguration, alarms, alarmPolling, serviceRoleArn } = group;
  if (!alarmConfiguration.enabled) return;
  try {
    for (;;) {
      await clock.wait(POLL_SECONDS, signal);
      if (alarmPolling.isPossible) {
        const firing = alarms.filter(({ state }) => state === "ALARM").map(({ name }) => name);
        if (firing.length > 0) return deployment.stop(stoppedByAlarms(firing));
      } else if (!alarmConfiguration.ignorePollAlarmFailure) {
        return deployment.stop(stoppedWithoutAlarms(serviceRoleArn));
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
