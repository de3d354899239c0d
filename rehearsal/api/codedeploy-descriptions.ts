import type { OperationOutput } from "../aws/operations.ts";
import { appSpecFor } from "../codedeploy/app-spec.ts";
import type { DeploymentConfig, TrafficRouting } from "../codedeploy/deployment-config.ts";
import type { DeploymentGroup } from "../codedeploy/deployment-group.ts";
import type { RehearsedDeployment } from "../codedeploy/deployment.ts";
import { sha256 } from "./sha256.ts";

type DeploymentInfo = NonNullable<OperationOutput<"codedeploy", "GetDeployment">["deploymentInfo"]>;

/** As AWS answers: the revision's content is always null here, whatever it was (API reference, GetDeployment). */
export function describeDeployment(deployment: RehearsedDeployment, group: DeploymentGroup): DeploymentInfo {
  const { rolledBackBy, rollsBack, rollbackMessage, failure, wait } = deployment;
  return {
    ...describeShared(group),
    deploymentId: deployment.id,
    deploymentConfigName: deployment.config.name,
    creator: deployment.creator,
    status: deployment.status,
    createTime: deployment.createdAt,
    startTime: deployment.createdAt,
    completeTime: deployment.completedAt,
    computePlatform: "ECS",
    ignoreApplicationStopFailures: false,
    updateOutdatedInstancesOnly: false,
    instanceTerminationWaitTimeStarted: wait.type === "TERMINATION_WAIT",
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
    deploymentConfigName: group.config.name,
    serviceRoleArn: group.serviceRoleArn,
    computePlatform: "ECS",
    ecsServices: [{ clusterName: group.cluster.name, serviceName: group.cluster.options.serviceName }],
    alarmConfiguration: {
      ...group.alarmConfiguration,
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
    autoRollbackConfiguration: { enabled: group.autoRollback.enabled, events: [...group.autoRollback.events] },
    blueGreenDeploymentConfiguration: {
      deploymentReadyOption: {
        actionOnTimeout: group.readyWaitMinutes > 0 ? "STOP_DEPLOYMENT" : "CONTINUE_DEPLOYMENT",
        waitTimeInMinutes: group.readyWaitMinutes,
      },
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

type ConfigInfo = NonNullable<OperationOutput<"codedeploy", "GetDeploymentConfig">["deploymentConfigInfo"]>;

/** As GetDeploymentConfig answers. */
export function describeConfig({ name, routing }: DeploymentConfig): ConfigInfo {
  return { deploymentConfigName: name, computePlatform: "ECS", trafficRoutingConfig: describeRouting(routing) };
}

function describeRouting(routing: TrafficRouting): NonNullable<ConfigInfo["trafficRoutingConfig"]> {
  const { type } = routing;
  switch (type) {
    case "AllAtOnce":
      return { type };
    case "TimeBasedCanary":
      return {
        type,
        timeBasedCanary: { canaryPercentage: routing.percentage, canaryInterval: routing.intervalMinutes },
      };
    case "TimeBasedLinear":
      return {
        type,
        timeBasedLinear: { linearPercentage: routing.percentage, linearInterval: routing.intervalMinutes },
      };
    default:
      return routing satisfies never;
  }
}
