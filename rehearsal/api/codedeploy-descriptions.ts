import type { OperationOutput } from "../aws/operations.ts";
import { appSpecFor } from "../codedeploy/app-spec.ts";
import type { DeploymentGroup } from "../codedeploy/deployment-group.ts";
import type { RehearsedDeployment } from "../codedeploy/deployment.ts";
import { sha256 } from "./sha256.ts";

type DeploymentInfo = NonNullable<OperationOutput<"codedeploy", "GetDeployment">["deploymentInfo"]>;

/** As AWS answers: the revision's content is always null here, whatever it was (API reference, GetDeployment). */
export function describeDeployment(deployment: RehearsedDeployment, group: DeploymentGroup): DeploymentInfo {
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

/** As GetDeploymentGroup answers. */
export function describeGroup(group: DeploymentGroup): GroupInfo {
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
    autoRollbackConfiguration: { enabled: true, events: ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"] },
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
