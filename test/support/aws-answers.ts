import type { DeploymentInfo, DeploymentTarget } from "@aws-sdk/client-codedeploy";
import type { Service, Task, TaskDefinition, TaskSet } from "@aws-sdk/client-ecs";
import type { Listener, Rule, TargetGroup } from "@aws-sdk/client-elastic-load-balancing-v2";
import { HOOK_EVENTS, type HookEvent } from "../../shared/deployment/lifecycle-event.ts";

/** What AWS says of one deployment of the service `web` in the cluster `shop`, at any lifecycle event. */

export const DEPLOYMENT_ID = "d-1A2B3C4D5";

/** As CodeDeploy sends it: an opaque id, which is long and not a UUID. */
export const HOOK_EVENT = {
  DeploymentId: DEPLOYMENT_ID,
  LifecycleEventHookExecutionId: Buffer.from(`{"encryptedData":"${"x".repeat(400)}"}`).toString("base64"),
};

const ACCOUNT = "eu-central-1:123456789012";
const ELB = `arn:aws:elasticloadbalancing:${ACCOUNT}`;
const ECS = `arn:aws:ecs:${ACCOUNT}`;

export const ARNS = {
  loadBalancer: `${ELB}:loadbalancer/app/shop/1`,
  production: `${ELB}:listener/app/shop/1/443`,
  test: `${ELB}:listener/app/shop/1/8443`,
  /** Blue's group is "b" and comes last: a suite that goes by order or name finds the wrong one. */
  blueGroup: `${ELB}:targetgroup/b/2`,
  greenGroup: `${ELB}:targetgroup/a/1`,
  blueDefinition: `${ECS}:task-definition/web:41`,
  greenDefinition: `${ECS}:task-definition/web:42`,
};

export const BLUE_ID = "ecs-svc/1111111111111111111";
export const GREEN_ID = "ecs-svc/2222222222222222222";

export const FUNCTION = `arn:aws:lambda:${ACCOUNT}:function:CodeDeployHook_`;

export function deploymentInfo(overrides: Partial<DeploymentInfo> = {}): DeploymentInfo {
  return {
    deploymentId: DEPLOYMENT_ID,
    applicationName: "shop-app",
    deploymentGroupName: "shop-group",
    deploymentConfigName: "CodeDeployDefault.ECSAllAtOnce",
    creator: "user",
    status: "InProgress",
    computePlatform: "ECS",
    revision: { revisionType: "AppSpecContent", appSpecContent: { sha256: "a".repeat(64) } },
    loadBalancerInfo: {
      targetGroupPairInfoList: [
        {
          targetGroups: [{ name: "a" }, { name: "b" }],
          prodTrafficRoute: { listenerArns: [ARNS.production] },
          testTrafficRoute: { listenerArns: [ARNS.test] },
        },
      ],
    },
    ...overrides,
  };
}

/** A deployment without a test listener: the member is left out, as AWS does. */
export function withoutTestListener(): DeploymentInfo {
  const pair = { targetGroups: [{ name: "a" }, { name: "b" }], prodTrafficRoute: { listenerArns: [ARNS.production] } };
  return deploymentInfo({ loadBalancerInfo: { targetGroupPairInfoList: [pair] } });
}

/** The AppSpec as a document: each event calls a function of its own. */
export function appSpec() {
  return {
    version: 0.0,
    Resources: [{ TargetService: { Type: "AWS::ECS::Service", Properties: { TaskDefinition: ARNS.greenDefinition } } }],
    Hooks: HOOK_EVENTS.map((event) => ({ [event]: `${FUNCTION}${event}` })),
  };
}

/** @param inProgress the events in progress; all others are pending */
export function deploymentTarget(...inProgress: readonly string[]): DeploymentTarget {
  const names = ["BeforeInstall", "Install", "AfterInstall", "AllowTestTraffic", "AfterAllowTestTraffic"];
  const lifecycleEvents = [...names, "BeforeAllowTraffic", "AllowTraffic", "AfterAllowTraffic"].map(
    (lifecycleEventName) => {
      return {
        lifecycleEventName,
        status: inProgress.includes(lifecycleEventName) ? ("InProgress" as const) : ("Pending" as const),
      };
    },
  );
  return {
    deploymentTargetType: "ECSTarget",
    // The old form of a service's ARN, which leaves the cluster out.
    ecsTarget: { deploymentId: DEPLOYMENT_ID, targetId: "shop:web", targetArn: `${ECS}:service/web`, lifecycleEvents },
  };
}

export function blueTaskSet(overrides: Partial<TaskSet> = {}): TaskSet {
  return {
    id: BLUE_ID,
    status: "PRIMARY",
    taskDefinition: ARNS.blueDefinition,
    computedDesiredCount: 2,
    runningCount: 2,
    pendingCount: 0,
    loadBalancers: [{ targetGroupArn: ARNS.blueGroup, containerName: "web", containerPort: 8080 }],
    ...overrides,
  };
}

export function greenTaskSet(overrides: Partial<TaskSet> = {}): TaskSet {
  return {
    ...blueTaskSet({ status: "ACTIVE" }),
    id: GREEN_ID,
    externalId: DEPLOYMENT_ID,
    startedBy: "CODE_DEPLOY",
    taskDefinition: ARNS.greenDefinition,
    loadBalancers: [{ targetGroupArn: ARNS.greenGroup, containerName: "web", containerPort: 8080 }],
    ...overrides,
  };
}

/** The service as it is at `event`: blue's task set is the first that it ever had, which carries no external id. */
export function serviceAt(event: HookEvent, overrides: Partial<Service> = {}): Service {
  const shifted = event === "AfterAllowTraffic";
  const green = greenTaskSet({ status: shifted ? "PRIMARY" : "ACTIVE" });
  return {
    serviceName: "web",
    launchType: "FARGATE",
    platformVersion: "1.4.0",
    networkConfiguration: {
      awsvpcConfiguration: { subnets: ["subnet-1"], securityGroups: ["sg-1"], assignPublicIp: "DISABLED" },
    },
    taskSets: [...(event === "BeforeInstall" ? [] : [green]), blueTaskSet({ status: shifted ? "ACTIVE" : "PRIMARY" })],
    ...overrides,
  };
}

export function taskDefinition(arn: string): TaskDefinition {
  return {
    taskDefinitionArn: arn,
    networkMode: "awsvpc",
    containerDefinitions: [
      {
        name: "web",
        image: "shop/web:42",
        environment: [{ name: "RELEASE", value: "42" }],
        logConfiguration: {
          logDriver: "awslogs",
          options: { "awslogs-group": "/shop/web", "awslogs-stream-prefix": "web" },
        },
      },
    ],
  };
}

export function taskArn(id: string): string {
  return `${ECS}:task/shop/${id}`;
}

export function task(id: string, overrides: Partial<Task> = {}): Task {
  return {
    taskArn: taskArn(id),
    lastStatus: "RUNNING",
    availabilityZone: "eu-central-1a",
    attachments: [{ type: "ElasticNetworkInterface", details: [{ name: "privateIPv4Address", value: "10.0.0.7" }] }],
    containers: [{ name: "web", image: "shop/web:42", imageDigest: "sha256:42" }],
    ...overrides,
  };
}

export function targetGroup(arn: string): TargetGroup {
  return {
    TargetGroupArn: arn,
    TargetGroupName: arn === ARNS.greenGroup ? "a" : "b",
    ProtocolVersion: "HTTP1",
    HealthCheckProtocol: "HTTP",
    HealthCheckPort: "traffic-port",
    HealthCheckPath: "/health",
    HealthCheckTimeoutSeconds: 5,
    Matcher: { HttpCode: "200" },
  };
}

/** A listener that forwards as CodeDeploy leaves it: with weights only. */
export function listener(arn: string, toGreen: number): Listener {
  return {
    ListenerArn: arn,
    LoadBalancerArn: ARNS.loadBalancer,
    Protocol: "HTTPS",
    Port: arn === ARNS.production ? 443 : 8443,
    DefaultActions: [{ Type: "forward", ForwardConfig: { TargetGroups: weights(toGreen) } }],
  };
}

export function rule(priority: string, toGreen: number): Rule {
  return {
    Priority: priority,
    IsDefault: false,
    Actions: [{ Type: "forward", ForwardConfig: { TargetGroups: weights(toGreen) } }],
  };
}

function weights(toGreen: number) {
  return [
    { TargetGroupArn: ARNS.blueGroup, Weight: 100 - toGreen },
    { TargetGroupArn: ARNS.greenGroup, Weight: toGreen },
  ];
}
