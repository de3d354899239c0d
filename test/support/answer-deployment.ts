import {
  GetApplicationRevisionCommand,
  GetDeploymentCommand,
  GetDeploymentGroupCommand,
  GetDeploymentTargetCommand,
  ListDeploymentTargetsCommand,
  PutLifecycleEventHookExecutionStatusCommand,
} from "@aws-sdk/client-codedeploy";
import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  ListTasksCommand,
} from "@aws-sdk/client-ecs";
import {
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  DescribeRulesCommand,
  DescribeTargetGroupsCommand,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import type { HookEvent } from "../../shared/deployment/lifecycle-event.ts";
import {
  appSpec,
  ARNS,
  deploymentInfo,
  deploymentTarget,
  GREEN_ID,
  listener,
  serviceAt,
  task,
  taskArn,
  taskDefinition,
  targetGroup,
} from "./aws-answers.ts";
import type { MockAws } from "./mock-aws.ts";

/** Answers every call that describing the deployment takes, as AWS does while the hook of `event` runs, and the report. */
export function answerDeployment({ codeDeploy, ecs, loadBalancing }: MockAws, event: HookEvent): void {
  codeDeploy
    .on(GetDeploymentCommand)
    .resolves({ deploymentInfo: deploymentInfo() })
    .on(GetApplicationRevisionCommand)
    .resolves({ revision: { revisionType: "AppSpecContent", appSpecContent: { content: JSON.stringify(appSpec()) } } })
    .on(ListDeploymentTargetsCommand)
    .resolves({ targetIds: ["shop:web"] })
    .on(GetDeploymentTargetCommand)
    .resolves({ deploymentTarget: deploymentTarget(event) })
    .on(GetDeploymentGroupCommand)
    .resolves({ deploymentGroupInfo: { alarmConfiguration: { enabled: true, alarms: [{ name: "errors" }] } } })
    .on(PutLifecycleEventHookExecutionStatusCommand)
    .resolves({});
  ecs
    .on(DescribeServicesCommand)
    .resolves({ services: [serviceAt(event)] })
    .on(DescribeTaskDefinitionCommand)
    .callsFake(async ({ taskDefinition: arn }: { taskDefinition: string }) => ({ taskDefinition: taskDefinition(arn) }))
    .on(ListTasksCommand)
    .callsFake(async ({ startedBy }: { startedBy: string }) => ({
      taskArns: [taskArn(startedBy === GREEN_ID ? "green1" : "blue1")],
    }))
    .on(DescribeTasksCommand)
    .callsFake(async ({ tasks }: { tasks: string[] }) => ({
      tasks: tasks.map((arn) => task(arn.slice(arn.lastIndexOf("/") + 1))),
    }));
  const shifted = event === "AfterAllowTraffic" ? 100 : 0;
  loadBalancing
    .on(DescribeListenersCommand)
    .callsFake(async ({ ListenerArns }: { ListenerArns: string[] }) => ({
      Listeners: ListenerArns.map((arn) => listener(arn, arn === ARNS.test ? 100 : shifted)),
    }))
    .on(DescribeRulesCommand)
    .resolves({ Rules: [] })
    .on(DescribeLoadBalancersCommand)
    .resolves({ LoadBalancers: [{ DNSName: "shop.example.com" }] })
    .on(DescribeTargetGroupsCommand)
    .callsFake(async ({ TargetGroupArns }: { TargetGroupArns: string[] }) => ({
      TargetGroups: TargetGroupArns.map(targetGroup),
    }));
}
