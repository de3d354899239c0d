import { GetDeploymentCommand } from "@aws-sdk/client-codedeploy";
import { DescribeServicesCommand, DescribeTasksCommand } from "@aws-sdk/client-ecs";
import { expect, test } from "vitest";
import { DESCRIBE_DEPLOYMENT_AT } from "../../../shared/deployment/describe-deployment.ts";
import { getDeployment } from "../../../shared/deployment/get-deployment.ts";
import { HOOK_EVENTS, type HookEvent } from "../../../shared/deployment/lifecycle-event.ts";
import { answerDeployment } from "../../support/answer-deployment.ts";
import {
  ARNS,
  blueTaskSet,
  BLUE_ID,
  DEPLOYMENT_ID,
  FUNCTION,
  GREEN_ID,
  greenTaskSet,
  serviceAt,
  withoutTestListener,
} from "../../support/aws-answers.ts";
import { mockAws, refusal, type MockAws } from "../../support/mock-aws.ts";

const running = new AbortController().signal;

function setUp(event: HookEvent): MockAws {
  const aws = mockAws();
  answerDeployment(aws, event);
  return aws;
}

/** Describes as the frame does: from the deployment's id alone. */
async function describeAt<E extends HookEvent>(event: E, { clients }: MockAws) {
  return DESCRIBE_DEPLOYMENT_AT[event](clients, await getDeployment(clients, DEPLOYMENT_ID, running), running);
}

test.for(HOOK_EVENTS)("at %s the deployment is known from its id alone", async (event) => {
  expect(await describeAt(event, setUp(event))).toMatchObject({
    id: DEPLOYMENT_ID,
    application: "shop-app",
    deploymentGroup: "shop-group",
    config: "CodeDeployDefault.ECSAllAtOnce",
    cluster: "shop",
    service: "web",
    alarms: { enabled: true, names: ["errors"] },
    hooks: { [event]: `${FUNCTION}${event}` },
    productionListener: { arn: ARNS.production },
    testListener: { arn: ARNS.test },
    placement: { launchType: "FARGATE" },
    blue: {
      id: BLUE_ID,
      targetGroup: { arn: ARNS.blueGroup },
      taskDefinition: { name: "web:41" },
      tasks: [{ id: "blue1" }],
    },
    greenTaskDefinition: { name: "web:42" },
  });
});

test.for(HOOK_EVENTS.filter((event) => event !== "BeforeInstall"))("at %s green is known", async (event) => {
  expect(await describeAt(event, setUp(event))).toMatchObject({
    green: {
      id: GREEN_ID,
      targetGroup: { arn: ARNS.greenGroup },
      taskDefinition: { name: "web:42" },
      tasks: [{ id: "green1" }],
    },
  });
});

test("before Install there is no green, and no member of that name", async () => {
  expect(await describeAt("BeforeInstall", setUp("BeforeInstall"))).not.toHaveProperty("green");
});

test("target groups that are listed the other way round change nothing", async () => {
  const aws = setUp("BeforeAllowTraffic");
  const taskSets = [blueTaskSet(), greenTaskSet()];
  aws.ecs.on(DescribeServicesCommand).resolves({ services: [serviceAt("BeforeAllowTraffic", { taskSets })] });
  expect(await describeAt("BeforeAllowTraffic", aws)).toMatchObject({
    blue: { targetGroup: { arn: ARNS.blueGroup } },
    green: { targetGroup: { arn: ARNS.greenGroup } },
  });
});

test("after Install, a service without green's task set is an error", async () => {
  const aws = setUp("AfterInstall");
  aws.ecs.on(DescribeServicesCommand).resolves({ services: [serviceAt("BeforeInstall")] });
  await expect(describeAt("AfterInstall", aws)).rejects.toThrow(
    `Service web has no task set with the external id ${DEPLOYMENT_ID}: expected green's, which Install makes`,
  );
});

test.for(HOOK_EVENTS.filter((event) => event !== "AfterAllowTestTraffic"))(
  "at %s a deployment group may have no test listener",
  async (event) => {
    const aws = setUp(event);
    aws.codeDeploy.on(GetDeploymentCommand).resolves({ deploymentInfo: withoutTestListener() });
    expect(await describeAt(event, aws)).toMatchObject({ testListener: undefined });
  },
);

test("at AfterAllowTestTraffic a deployment group without a test listener is an error: nothing could be tested", async () => {
  const aws = setUp("AfterAllowTestTraffic");
  aws.codeDeploy.on(GetDeploymentCommand).resolves({ deploymentInfo: withoutTestListener() });
  await expect(describeAt("AfterAllowTestTraffic", aws)).rejects.toThrow(
    "Deployment group shop-group has no test listener",
  );
});

test("a call that is denied names the permission that is missing", async () => {
  const aws = setUp("AfterInstall");
  aws.ecs.on(DescribeTasksCommand).rejects(refusal("AccessDeniedException"));
  await expect(describeAt("AfterInstall", aws)).rejects.toThrow("Allow ecs:DescribeTasks in the role of this function");
});

test("a blue that was known before is taken for no other, also once it has been deleted", async () => {
  const aws = setUp("AfterAllowTraffic");
  const left = { ...blueTaskSet(), id: "ecs-svc/left-over", runningCount: 9 };
  const blue = { id: BLUE_ID, taskDefinition: "arn:task-definition/web:41", targetGroup: ARNS.blueGroup };
  const describe = async () => {
    const summary = await getDeployment(aws.clients, DEPLOYMENT_ID, running);
    return DESCRIBE_DEPLOYMENT_AT.AfterAllowTraffic(aws.clients, { ...summary, blue }, running);
  };
  const green = greenTaskSet({ status: "PRIMARY" });
  const answer = (...taskSets: (typeof green)[]) => {
    aws.ecs.on(DescribeServicesCommand).resolves({ services: [serviceAt("AfterAllowTraffic", { taskSets })] });
  };
  answer(green, left, blueTaskSet());
  expect((await describe()).blue).toMatchObject({ id: BLUE_ID, status: "PRIMARY" });
  answer(green, left);
  expect((await describe()).blue).toMatchObject({
    id: BLUE_ID,
    status: "DRAINING",
    runningCount: 0,
    targetGroup: { arn: ARNS.blueGroup },
    taskDefinition: { name: "web:41" },
  });
});
