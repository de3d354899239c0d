import { DescribeServicesCommand, type TaskSet } from "@aws-sdk/client-ecs";
import { expect, test } from "vitest";
import { describeTaskSet, findBlue, findGreen, getService, placementOf } from "../../../shared/deployment/task-sets.ts";
import { answerDeployment } from "../../support/answer-deployment.ts";
import {
  ARNS,
  BLUE_ID,
  blueTaskSet,
  DEPLOYMENT_ID,
  GREEN_ID,
  greenTaskSet,
  serviceAt,
} from "../../support/aws-answers.ts";
import { mockAws } from "../../support/mock-aws.ts";

const running = new AbortController().signal;
const older = (overrides: Partial<TaskSet>): TaskSet =>
  blueTaskSet({ id: "ecs-svc/0", externalId: "d-OLDER", runningCount: 0, ...overrides });
const service = (...taskSets: TaskSet[]) => ({ serviceName: "web", taskSets });

test.for<[string, TaskSet[], string | undefined]>([
  ["before Install there is none", [blueTaskSet()], undefined],
  ["it comes first", [greenTaskSet(), blueTaskSet()], GREEN_ID],
  ["it comes last", [older({ status: "DRAINING" }), blueTaskSet(), greenTaskSet()], GREEN_ID],
  ["it became primary", [blueTaskSet({ status: "ACTIVE" }), greenTaskSet({ status: "PRIMARY" })], GREEN_ID],
  ["another deployment's is not it", [older({ status: "ACTIVE" }), blueTaskSet()], undefined],
])("green is the task set with the deployment's external id: %s", ([, taskSets, id]) => {
  expect(findGreen(service(...taskSets), DEPLOYMENT_ID)?.id).toBe(id);
});

test.for<[string, TaskSet[], string]>([
  ["the first task set of a service has no external id", [blueTaskSet()], BLUE_ID],
  ["primary before green", [greenTaskSet(), older({ status: "DRAINING", runningCount: 9 }), blueTaskSet()], BLUE_ID],
  [
    "active after green became primary",
    [greenTaskSet({ status: "PRIMARY" }), blueTaskSet({ status: "ACTIVE" })],
    BLUE_ID,
  ],
  [
    "active, though an older one drains and still runs more",
    [
      greenTaskSet({ status: "PRIMARY" }),
      older({ status: "DRAINING", runningCount: 9 }),
      blueTaskSet({ status: "ACTIVE" }),
    ],
    BLUE_ID,
  ],
  [
    "of two active ones the one that runs more",
    [older({ status: "ACTIVE" }), blueTaskSet({ status: "ACTIVE" })],
    BLUE_ID,
  ],
  [
    "draining, if that is all that is left",
    [greenTaskSet({ status: "PRIMARY" }), blueTaskSet({ status: "DRAINING" })],
    BLUE_ID,
  ],
])("blue is the task set that is not green's: %s", ([, taskSets, id]) => {
  expect(findBlue(service(...taskSets), DEPLOYMENT_ID).id).toBe(id);
});

test("a service with green's task set alone has no blue, and that is an error", () => {
  expect(() => findBlue(service(greenTaskSet()), DEPLOYMENT_ID)).toThrow(
    `Service web has no task set but that of deployment ${DEPLOYMENT_ID}: expected blue's. There is nothing to compare with or to return to`,
  );
});

test("a service that ECS does not know is an error with ECS's reason", async () => {
  const { clients, ecs } = mockAws();
  ecs.on(DescribeServicesCommand).resolves({ services: [], failures: [{ reason: "MISSING" }] });
  await expect(getService(clients, "shop", "web", running)).rejects.toThrow(
    "DescribeServices of web in cluster shop: MISSING",
  );
});

test("a task set is described with its task definition, target group and tasks", async () => {
  const aws = mockAws();
  answerDeployment(aws, "AfterInstall");
  expect(await describeTaskSet(aws.clients, "shop", greenTaskSet(), running)).toMatchObject({
    id: GREEN_ID,
    status: "ACTIVE",
    taskDefinition: { name: "web:42" },
    targetGroup: { arn: ARNS.greenGroup, name: "a" },
    desiredCount: 2,
    runningCount: 2,
    pendingCount: 0,
    tasks: [{ id: "green1" }],
  });
});

test("every member that a task set lacks is named at once", async () => {
  await expect(describeTaskSet(mockAws().clients, "shop", { id: GREEN_ID }, running)).rejects.toThrow(
    `DescribeServices, task set ${GREEN_ID} answered without status, taskDefinition, targetGroupArn`,
  );
});

test("tasks are placed as the service's are", () => {
  expect(placementOf(serviceAt("BeforeInstall"), blueTaskSet())).toEqual({
    launchType: "FARGATE",
    capacityProviders: [],
    platformVersion: "1.4.0",
    subnets: ["subnet-1"],
    securityGroups: ["sg-1"],
    assignPublicIp: "DISABLED",
  });
});

test("what a task set says of its place goes before what its service says", () => {
  const taskSet = blueTaskSet({
    capacityProviderStrategy: [{ capacityProvider: "FARGATE_SPOT", weight: 1 }],
    platformVersion: "LATEST",
    networkConfiguration: { awsvpcConfiguration: { subnets: ["subnet-2"], assignPublicIp: "ENABLED" } },
  });
  expect(placementOf(serviceAt("BeforeInstall"), taskSet)).toMatchObject({
    capacityProviders: [{ name: "FARGATE_SPOT", weight: 1, base: 0 }],
    platformVersion: "LATEST",
    subnets: ["subnet-2"],
    securityGroups: [],
    assignPublicIp: "ENABLED",
  });
});
