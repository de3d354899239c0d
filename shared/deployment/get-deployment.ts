import {
  GetDeploymentCommand,
  type DeploymentInfo,
  type GetDeploymentCommandOutput,
  type RevisionLocation,
} from "@aws-sdk/client-codedeploy";
import type { AwsClients } from "./aws-clients.ts";
import { callAws } from "./call-aws.ts";
import type { AlarmSettings } from "./deployment.ts";
import { AwsCallError, UnusableDeploymentError } from "./errors.ts";
import { pause } from "./pause.ts";
import { requirePresent } from "./present.ts";

/** What GetDeployment alone says: enough to know a rescue from a release. */
export interface DeploymentSummary {
  readonly id: string;
  readonly creator: string;
  /** Why this deployment is a rollback, in words; undefined for a release. */
  readonly rollback: string | undefined;
  /** The raw answer, for {@link releaseOf}. */
  readonly info: DeploymentInfo;
}

/** What GetDeployment says of a release, parsed. */
export interface Release {
  readonly id: string;
  readonly application: string;
  readonly deploymentGroup: string;
  readonly config: string;
  readonly revision: RevisionLocation;
  /** Alarms that this deployment watches instead of those of its group; undefined where it does not override them. */
  readonly alarmsOverride: AlarmSettings | undefined;
  readonly productionListenerArn: string;
  readonly testListenerArn: string | undefined;
  /** The names of both target groups: which is green's changes with every deployment. */
  readonly targetGroupNames: readonly string[];
}

/** Creators of deployments that put things back: CodeDeploy's automatic rollback, and CloudFormation's. */
const RESCUERS = new Set(["codeDeployRollback", "CloudFormationRollback"]);

/** How long a role that was just made may be unknown before it is taken to lack the permission, and how often one looks. */
const ROLE_LOOKS = 5;
const BETWEEN_LOOKS_MS = 3_000;

/**
 * The first call of every hook, and so the one that meets a role which was just made: AccessDenied is tried again for
 * 12 s (aws/serverless-application-model#838).
 * @throws {AwsCallError} @throws {UnusableDeploymentError}
 */
export async function getDeployment(clients: AwsClients, id: string, signal: AbortSignal): Promise<DeploymentSummary> {
  const answer = await send(clients, id, signal);
  const { info } = requirePresent(`GetDeployment of ${id}`, { info: answer.deploymentInfo });
  const creator = info.creator ?? "unknown";
  return { id, creator, rollback: describeRollback(creator, info), info };
}

async function send(clients: AwsClients, id: string, signal: AbortSignal): Promise<GetDeploymentCommandOutput> {
  for (let looks = 1; ; looks += 1) {
    const command = new GetDeploymentCommand({ deploymentId: id });
    try {
      return await callAws(
        "codedeploy:GetDeployment",
        () => clients.codeDeploy.send(command, { abortSignal: signal }),
        signal,
      );
    } catch (error) {
      const denied = error instanceof AwsCallError && error.code.startsWith("AccessDenied");
      if (!denied || looks === ROLE_LOOKS) throw error;
      await pause(BETWEEN_LOOKS_MS, signal);
    }
  }
}

function describeRollback(creator: string, info: DeploymentInfo): string | undefined {
  const of = info.rollbackInfo?.rollbackTriggeringDeploymentId;
  if (of !== undefined && of !== "") return `it rolls deployment ${of} back`;
  return RESCUERS.has(creator) ? `its creator is ${creator}` : undefined;
}

/** @throws {UnusableDeploymentError} where it is not a deployment of an ECS service with a load balancer */
export function releaseOf({ id, info }: DeploymentSummary): Release {
  if (info.computePlatform !== "ECS") {
    throw new UnusableDeploymentError(
      `Deployment ${id} is for the compute platform ${info.computePlatform ?? "(none named)"}: expected ECS`,
    );
  }
  if (info.applicationName === undefined && info.creator?.startsWith("CloudFormation") === true) {
    throw new UnusableDeploymentError(
      `Deployment ${id} was created by CloudFormation (AWS::CodeDeploy::BlueGreen), and so has no application, no deployment ` +
        "group and no AppSpec: expected a deployment of a CodeDeploy deployment group, which has all three",
    );
  }
  const pair = info.loadBalancerInfo?.targetGroupPairInfoList?.[0];
  const parts = requirePresent(`GetDeployment of ${id}`, {
    application: info.applicationName,
    deploymentGroup: info.deploymentGroupName,
    config: info.deploymentConfigName,
    revision: info.revision,
    productionListenerArn: pair?.prodTrafficRoute?.listenerArns?.[0],
    targetGroups: pair?.targetGroups,
  });
  const { targetGroups, ...rest } = parts;
  const override = info.overrideAlarmConfiguration;
  return {
    id,
    ...rest,
    alarmsOverride: override && { enabled: override.enabled === true, names: alarmNames(override.alarms) },
    testListenerArn: pair?.testTrafficRoute?.listenerArns?.[0],
    targetGroupNames: targetGroups.flatMap(({ name }) => (name === undefined ? [] : [name])),
  };
}

/** The names in an alarm configuration of CodeDeploy. */
export function alarmNames(alarms: readonly { name?: string | undefined }[] | undefined): readonly string[] {
  return (alarms ?? []).flatMap(({ name }) => (name === undefined ? [] : [name]));
}
