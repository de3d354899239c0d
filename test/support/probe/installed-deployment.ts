import { parseConfiguration } from "../../../shared/configuration/load-configuration.ts";
import type { HooksConfig } from "../../../shared/configuration/schema.ts";
import type { CheckContext } from "../../../shared/checks/check.ts";
import { OwnProbes } from "../../../shared/checks/own-probes.ts";
import type { TaskSet, TestableDeployment } from "../../../shared/deployment/deployment.ts";
import type { Listener } from "../../../shared/deployment/listener.ts";
import type { TargetGroup, TargetGroupHealthCheck } from "../../../shared/deployment/target-group.ts";
import type { TaskDefinition } from "../../../shared/deployment/task-definition.ts";
import type { Task } from "../../../shared/deployment/tasks.ts";
import { mockAws, type MockAws } from "../mock-aws.ts";

export function targetGroup(name: string, healthCheck: Partial<TargetGroupHealthCheck> = {}): TargetGroup {
  const check = { protocol: "HTTP", protocolVersion: "HTTP1", port: "traffic-port", path: "/up", codes: "200-204" };
  return { arn: `arn:${name}`, name, healthCheck: { ...check, timeoutSeconds: 5, ...healthCheck } };
}

export function runningTask(id: string, ip: string | undefined, lastStatus = "RUNNING"): Task {
  return { arn: `arn:task/shop/${id}`, id, lastStatus, ip, availabilityZone: "eu-west-1a", containers: [] };
}

export function taskDefinition(name: string, overrides: Partial<TaskDefinition> = {}): TaskDefinition {
  const web = { name: "web", image: "web", essential: true, environment: { RELEASE: "42" }, dockerLabels: {} };
  const awslogs = { group: "/shop/web", streamPrefix: "ecs" };
  return {
    arn: `arn:task-definition/${name}`,
    name,
    networkMode: "awsvpc",
    containers: [{ ...web, awslogs }],
    ...overrides,
  };
}

export function taskSet(id: string, overrides: Partial<TaskSet> = {}): TaskSet {
  const tasks = overrides.tasks ?? [runningTask("t1", "127.0.5.1"), runningTask("t2", "127.0.5.2")];
  return {
    id,
    status: "ACTIVE",
    taskDefinition: taskDefinition("web:42"),
    targetGroup: targetGroup("green-group"),
    desiredCount: tasks.length,
    runningCount: tasks.length,
    pendingCount: 0,
    tasks,
    ...overrides,
  };
}

export function listenerTo(weights: Readonly<Record<string, number>>, overrides: Partial<Listener> = {}): Listener {
  const forwards = Object.entries(weights).map(([name, weight]) => ({ targetGroupArn: `arn:${name}`, weight }));
  const routes = [{ name: "default action", forwards }];
  const where = { address: "127.0.0.1", loadBalancerArn: "arn:balancer" };
  return { arn: "arn:listener", protocol: "HTTP", port: 80, ...where, routes, ...overrides };
}

/** A deployment before the shift: production is blue's, and test traffic green's. */
export function installedDeployment(overrides: Partial<TestableDeployment> = {}): TestableDeployment {
  return {
    id: "d-1",
    application: "shop",
    deploymentGroup: "shop-group",
    config: "CodeDeployDefault.ECSAllAtOnce",
    cluster: "shop",
    service: "web",
    alarms: { enabled: true, names: ["errors", "latency"] },
    hooks: {},
    productionListener: listenerTo({ "blue-group": 1 }),
    testListener: listenerTo({ "green-group": 1 }, { arn: "arn:test", port: 8080 }),
    placement: {
      launchType: "FARGATE",
      capacityProviders: [],
      platformVersion: undefined,
      subnets: ["subnet-1"],
      securityGroups: ["sg-1"],
      assignPublicIp: "DISABLED",
    },
    blue: taskSet("ecs-svc/blue", { targetGroup: targetGroup("blue-group") }),
    greenTaskDefinition: taskDefinition("web:42"),
    green: taskSet("ecs-svc/green"),
    ...overrides,
  };
}

/** What a check is run with, and the AWS that it will call. */
export function checkContext(
  deployment: Partial<TestableDeployment> = {},
  configuration: HooksConfig = {},
): CheckContext<TestableDeployment> & { readonly aws: MockAws } {
  const aws = mockAws();
  return {
    deployment: installedDeployment(deployment),
    configuration: parseConfiguration(configuration),
    clients: aws.clients,
    secrets: async (name) => Promise.reject(new Error(`The test has no secret ${name}`)),
    ownProbes: new OwnProbes(),
    aws,
  };
}
