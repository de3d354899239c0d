import type { RollbackSettings } from "../../deployment/rollback-settings.ts";
import { oneLine } from "../../probe/printable.ts";
import type { Finding } from "../findings.ts";

/**
 * What is wrong with how a deployment is set up to be rolled back.
 * @param gate how long the probes of the next gate may take, and its bake
 */
export function findSettingProblems(
  { events, alarms, ignoresPollFailures, terminationWaitMinutes: wait }: RollbackSettings,
  deploymentGroup: string,
  { probesMs, bakeMs }: { readonly probesMs: number; readonly bakeMs: number },
): readonly Finding[] {
  const where = `Deployment group ${deploymentGroup}`;
  const watches = alarms.enabled && alarms.names.length > 0;
  const observed = events.length === 0 ? "automatic rollback off" : `automatic rollback on ${events.join(", ")} alone`;
  // AWS does not say from when the wait counts: taken from the shift, so that it must outlast the next gate.
  const neededMinutes = probesMs / 60_000;
  const bakeMinutes = bakeMs / 60_000;
  const found: readonly (Finding | false)[] = [
    !events.includes("DEPLOYMENT_FAILURE") && {
      policy: "rollbackOff",
      sentence: `${where}: expected automatic rollback on DEPLOYMENT_FAILURE, observed ${observed}. A gate that fails after the shift would leave customers at green: turn it on.`,
    },
    watches &&
      !events.includes("DEPLOYMENT_STOP_ON_ALARM") && {
        policy: "rollbackOnAlarmOff",
        sentence: `${where} watches alarms: expected automatic rollback on DEPLOYMENT_STOP_ON_ALARM, observed ${observed}. An alarm would stop the deployment and leave customers where they are: turn it on.`,
      },
    !watches && {
      policy: "noAlarms",
      sentence: `${where}: expected alarms that CodeDeploy watches, observed ${describeUnwatched(alarms)}. Between the steps of a shift no hook runs: only alarms can stop it. Add one on the 5xx of both target groups.`,
    },
    watches &&
      ignoresPollFailures && {
        policy: "ignoredAlarmPolling",
        sentence: `${where}: expected a deployment to stop where its alarms cannot be read, observed ignorePollAlarmFailure: true. It would go on unwatched: turn that off.`,
      },
    wait !== undefined &&
      wait < neededMinutes && {
        policy: "shortTerminationWait",
        sentence: `${where}: expected blue to be kept for the ${minutes(neededMinutes)} min that AfterAllowTraffic may take, observed a termination wait of ${wait} min. Blue could be gone before green is judged: raise terminationWaitTimeInMinutes to ${Math.ceil(neededMinutes)}, or shorten the probing.`,
      },
    wait !== undefined &&
      wait >= neededMinutes &&
      wait < bakeMinutes && {
        policy: "bakeOutlastsBlue",
        sentence: `${where}: blue may be kept for ${wait} min, its termination wait, while green is watched for up to ${minutes(bakeMinutes)} min (bake): to go back would then take as long as to start blue anew. Raise terminationWaitTimeInMinutes to ${Math.ceil(bakeMinutes)}, or shorten the bake.`,
      },
  ];
  return found.filter((each) => each !== false);
}

function describeUnwatched({ names }: RollbackSettings["alarms"]): string {
  return names.length === 0
    ? "none"
    : `${names.map(oneLine).join(", ")} configured and alarms turned off (alarmConfiguration.enabled)`;
}

function minutes(number: number): string {
  return String(Number(number.toFixed(1)));
}
