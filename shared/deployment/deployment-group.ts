import { GetDeploymentGroupCommand } from "@aws-sdk/client-codedeploy";
import type { AwsClients } from "./aws-clients.ts";
import { callAws } from "./call-aws.ts";
import type { AlarmSettings } from "./deployment.ts";
import { alarmNames, type Release } from "./get-deployment.ts";
import { requirePresent } from "./present.ts";

/** The alarms that stop this deployment: its own where it overrides them, else those of its group. */
export async function getAlarmSettings(
  clients: AwsClients,
  release: Release,
  signal: AbortSignal,
): Promise<AlarmSettings> {
  if (release.alarmsOverride) return release.alarmsOverride;
  const command = new GetDeploymentGroupCommand({
    applicationName: release.application,
    deploymentGroupName: release.deploymentGroup,
  });
  const answer = await callAws(
    "codedeploy:GetDeploymentGroup",
    () => clients.codeDeploy.send(command, { abortSignal: signal }),
    signal,
  );
  const { group } = requirePresent(`GetDeploymentGroup ${release.deploymentGroup}`, {
    group: answer.deploymentGroupInfo,
  });
  const alarms = group.alarmConfiguration;
  return { enabled: alarms?.enabled === true, names: alarmNames(alarms?.alarms) };
}
