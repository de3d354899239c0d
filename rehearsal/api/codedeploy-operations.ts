import { createHash } from "node:crypto";
import { AwsError } from "../aws/aws-error.ts";
import type { OperationOutput, ServiceOperations } from "../aws/operations.ts";
import { appSpecFor } from "../codedeploy/app-spec.ts";
import type { DeploymentGroup } from "../codedeploy/deployment-group.ts";
import type { RehearsedDeployment } from "../codedeploy/deployment.ts";
import type { Deployments } from "../codedeploy/deployments.ts";
import { describeEcsTarget, targetIdOf } from "./ecs-target.ts";

/** CodeDeploy's operations on the rehearsal's one deployment group. */
export function codeDeployOperations(
  group: DeploymentGroup,
  deployments: Deployments,
): ServiceOperations<"codedeploy"> {
  const find = (id: string | undefined): RehearsedDeployment => {
    if (!id) throw new AwsError("DeploymentIdRequiredException", "At least one deployment ID must be specified.");
    if (!/^d-[A-Z0-9]{9,10}$/.test(id)) {
      throw new AwsError(
        "InvalidDeploymentIdException",
        "At least one of the deployment IDs was specified in an invalid format.",
      );
    }
    const found = deployments.find(id);
    if (!found) throw new AwsError("DeploymentDoesNotExistException", `The deployment ${id} could not be found.`);
    return found;
  };
  const findTarget = (deploymentId: string | undefined, targetId: string | undefined) => {
    const deployment = find(deploymentId);
    if (!targetId)
      throw new AwsError("DeploymentTargetIdRequiredException", "A deployment target ID was not provided.");
    if (targetId !== targetIdOf(group)) {
      throw new AwsError("DeploymentTargetDoesNotExistException", `The deployment target ${targetId} does not exist.`);
    }
    return describeEcsTarget(deployment, group);
  };
  return {
    GetDeployment: ({ deploymentId }) => ({ deploymentInfo: describeDeployment(find(deploymentId), group) }),
    GetDeploymentGroup: ({ applicationName, deploymentGroupName }) => {
      assertApplication(applicationName, group);
      if (deploymentGroupName !== group.name) {
        throw new AwsError(
          "DeploymentGroupDoesNotExistException",
          `No Deployment Group found for name: ${deploymentGroupName}`,
        );
      }
      return { deploymentGroupInfo: describeGroup(group) };
    },
    GetApplicationRevision: ({ applicationName, revision }) => {
      assertApplication(applicationName, group);
      const content = appSpecFor(group);
      if (revision?.appSpecContent?.sha256 !== sha256(content)) {
        throw new AwsError(
          "RevisionDoesNotExistException",
          "The named revision does not exist with the user or AWS account.",
        );
      }
      return {
        applicationName,
        revision: { revisionType: "AppSpecContent", appSpecContent: { content, sha256: sha256(content) } },
      };
    },
    ListDeploymentTargets: ({ deploymentId }) => {
      find(deploymentId);
      return { targetIds: [targetIdOf(group)] };
    },
    GetDeploymentTarget: ({ deploymentId, targetId }) => ({ deploymentTarget: findTarget(deploymentId, targetId) }),
    BatchGetDeploymentTargets: ({ deploymentId, targetIds }) => ({
      deploymentTargets: (targetIds ?? []).map((targetId) => findTarget(deploymentId, targetId)),
    }),
    PutLifecycleEventHookExecutionStatus: ({ deploymentId, lifecycleEventHookExecutionId, status }) => {
      deployments.executions.put(deploymentId, lifecycleEventHookExecutionId, status);
      return { lifecycleEventHookExecutionId };
    },
  };
}

function assertApplication(name: string | undefined, group: DeploymentGroup): void {
  if (name === group.applicationName) return;
  throw new AwsError("ApplicationDoesNotExistException", `No application found for name: ${name}`);
}

type DeploymentInfo = NonNullable<OperationOutput<"codedeploy", "GetDeployment">["deploymentInfo"]>;

/** As AWS answers: the revision's content is always null here, whatever it was (API reference, GetDeployment). */
function describeDeployment(deployment: RehearsedDeployment, group: DeploymentGroup): DeploymentInfo {
  const { rolledBackBy, rollsBack, rollbackMessage, failure } = deployment;
  return {
    ...describeShared(group),
    deploymentId: deployment.id,
    deploymentConfigName: deployment.config,
    creator: deployment.creator,
    status: deployment.status,
    createTime: deployment.createdAt,
    startTime: deployment.createdAt,
    completeTime: deployment.completedAt,
    computePlatform: "ECS",
    ignoreApplicationStopFailures: false,
    updateOutdatedInstancesOnly: false,
    revision: { revisionType: "AppSpecContent", appSpecContent: { sha256: sha256(appSpecFor(group)) } },
    ...(failure && { errorInformation: { code: failure.code, message: failure.message } }),
    ...((rolledBackBy ?? rollsBack ?? rollbackMessage) !== undefined && {
      rollbackInfo: {
        rollbackDeploymentId: rolledBackBy,
        rollbackTriggeringDeploymentId: rollsBack,
        rollbackMessage: rollbackMessage,
      },
    }),
  };
}

type GroupInfo = NonNullable<OperationOutput<"codedeploy", "GetDeploymentGroup">["deploymentGroupInfo"]>;

function describeGroup(group: DeploymentGroup): GroupInfo {
  return {
    ...describeShared(group),
    deploymentGroupId: "11111111-2222-3333-4444-555555555555",
    deploymentConfigName: "CodeDeployDefault.ECSAllAtOnce",
    serviceRoleArn: "arn:aws:iam::123456789012:role/AWSCodeDeployRoleForECS",
    computePlatform: "ECS",
    ecsServices: [{ clusterName: group.cluster.name, serviceName: group.cluster.options.serviceName }],
    alarmConfiguration: {
      enabled: group.alarms.length > 0,
      ignorePollAlarmFailure: false,
      alarms: group.alarms.map(({ name }) => ({ name })),
    },
  };
}

/** What a deployment takes over from its group. */
function describeShared(group: DeploymentGroup) {
  const { production, test } = group.loadBalancer.listeners;
  return {
    applicationName: group.applicationName,
    deploymentGroupName: group.name,
    deploymentStyle: { deploymentType: "BLUE_GREEN", deploymentOption: "WITH_TRAFFIC_CONTROL" },
    autoRollbackConfiguration: { enabled: true, events: ["DEPLOYMENT_FAILURE"] },
    blueGreenDeploymentConfiguration: {
      deploymentReadyOption: { actionOnTimeout: "CONTINUE_DEPLOYMENT", waitTimeInMinutes: 0 },
      terminateBlueInstancesOnDeploymentSuccess: {
        action: "TERMINATE",
        terminationWaitTimeInMinutes: group.terminationWaitMinutes,
      },
    },
    loadBalancerInfo: {
      targetGroupPairInfoList: [
        {
          targetGroups: [{ name: group.targetGroups.blue.name }, { name: group.targetGroups.green.name }],
          prodTrafficRoute: { listenerArns: [production.arn] },
          testTrafficRoute: { listenerArns: [test.arn] },
        },
      ],
    },
  } satisfies Partial<DeploymentInfo>;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
