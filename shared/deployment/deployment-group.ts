import { GetDeploymentGroupCommand, type DeploymentGroupInfo } from "@aws-sdk/client-codedeploy";
import type { AwsClients } from "./aws-clients.ts";
import { callAws } from "./call-aws.ts";
import type { AlarmSettings, Deployment } from "./deployment.ts";
import { alarmNames, type Release } from "./get-deployment.ts";
import { requirePresent } from "./present.ts";

/** The settings of the deployment's group as they are now. @throws {AwsCallError} @throws {UnusableDeploymentError} */
export async function getDeploymentGroup(
  clients: AwsClients,
  { application, deploymentGroup }: Pick<Deployment, "application" | "deploymentGroup">,
  signal: AbortSignal,
): Promise<DeploymentGroupInfo> {
  const command = new GetDeploymentGroupCommand({
    applicationName: application,
    deploymentGroupName: deploymentGroup,
  });
  const answer = await callAws(
    "codedeploy:GetDeploymentGroup",
    () => clients.codeDeploy.send(command, { abortSignal: signal }),
    signal,
  );
  return requirePresent(`GetDeploymentGroup ${deploymentGroup}`, { group: answer.deploymentGroupInfo }).group;
}

/** The alarms that stop this deployment: its own where it overrides them, else those of its group. */
export async function getAlarmSettings(
  clients: AwsClients,
  release: Release,
  signal: AbortSignal,
): Promise<AlarmSettings> {
  if (release.alarmsOverride) return release.alarmsOverride;
  const { alarmConfiguration } = await getDeploymentGroup(clients, release, signal);
  return { enabled: alarmConfiguration?.enabled === true, names: alarmNames(alarmConfiguration?.alarms) };
}
