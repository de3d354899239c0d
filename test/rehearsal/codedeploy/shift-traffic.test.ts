import { GetDeploymentConfigCommand, GetDeploymentGroupCommand } from "@aws-sdk/client-codedeploy";
import { GetDeploymentCommand, GetDeploymentTargetCommand, StopDeploymentCommand } from "@aws-sdk/client-codedeploy";
import { DescribeTaskSetsCommand } from "@aws-sdk/client-ecs";
import { DescribeListenersCommand, DescribeTargetHealthCommand } from "@aws-sdk/client-elastic-load-balancing-v2";
import { expect, test, vi } from "vitest";
import {
  ALL_AT_ONCE,
  type DeploymentConfig,
  parseDeploymentConfig,
  PREDEFINED_CONFIGS,
} from "../../../rehearsal/codedeploy/deployment-config.ts";
import { greenLosesTasks } from "../../../rehearsal/incidents/green-loses-tasks.ts";
import { momentAt } from "../../../rehearsal/moment.ts";
import { HOOK_EVENTS } from "../../../shared/deployment/lifecycle-event.ts";
import { RELEASE, startService, statusesOf } from "./start-service.ts";

const CANARY = parseDeploymentConfig("canary:10:2880") ?? ALL_AT_ONCE;

test.for(PREDEFINED_CONFIGS)("$name writes its weights, and calls no hook in between", async (config) => {
  const calls: unknown[] = [];
  const service = await startService({
    settings: { config },
    scale: 1500,
    onHook: ({ event, report }) => {
      calls.push([event, service.greenWeight() ?? 0]);
      report("Succeeded");
    },
  });
  const deployment = await service.deploy();
  expect([deployment.status, statusesOf(deployment)]).toEqual(["Succeeded", Array(8).fill("Succeeded")]);
  const percentages = service.shifts.map(([, percentage]) => percentage);
  expect(service.shifts.map(([weight]) => weight)).toEqual(percentages);
  expect(percentages.at(-1)).toBe(100);
  expect(calls).toEqual(HOOK_EVENTS.map((event) => [event, event === "AfterAllowTraffic" ? 100 : 0]));
});

test("a canary under way is what every service says that it is, and a stop takes it back", async () => {
  const { group, codeDeploy, ecs, loadBalancing, ...service } = await startService({ settings: { config: CANARY } });
  const ended = service.deploy();
  await vi.waitFor(() => expect(service.greenWeight()).toBe(10), { timeout: 10_000, interval: 5 });

  const { deploymentInfo } = await codeDeploy.send(new GetDeploymentCommand({ deploymentId: RELEASE }));
  const names = { applicationName: "shop", deploymentGroupName: "shop-production" };
  const { deploymentGroupInfo } = await codeDeploy.send(new GetDeploymentGroupCommand(names));
  const deploymentConfigName = deploymentInfo?.deploymentConfigName ?? "";
  expect(deploymentConfigName).toBe("Canary10Percent2880Minutes");
  expect(deploymentGroupInfo?.deploymentConfigName).toBe(deploymentConfigName);
  const { deploymentConfigInfo } = await codeDeploy.send(new GetDeploymentConfigCommand({ deploymentConfigName }));
  expect(deploymentConfigInfo).toMatchObject({
    computePlatform: "ECS",
    trafficRoutingConfig: {
      type: "TimeBasedCanary",
      timeBasedCanary: { canaryPercentage: 10, canaryInterval: 2880 },
    },
  });
  const target = { deploymentId: RELEASE, targetId: "rehearsal:shop" };
  const { deploymentTarget } = await codeDeploy.send(new GetDeploymentTargetCommand(target));
  expect(deploymentTarget?.ecsTarget?.taskSetsInfo).toMatchObject([
    { taskSetLabel: "Blue", status: "PRIMARY", trafficWeight: 90 },
    { taskSetLabel: "Green", status: "ACTIVE", trafficWeight: 10 },
  ]);
  const { taskSets } = await ecs.send(new DescribeTaskSetsCommand({ cluster: "rehearsal", service: "shop" }));
  expect(taskSets?.map(({ status, externalId }) => [status, externalId])).toEqual([
    ["PRIMARY", undefined],
    ["ACTIVE", RELEASE],
  ]);
  const { production } = group.loadBalancer.listeners;
  const { Listeners } = await loadBalancing.send(new DescribeListenersCommand({ ListenerArns: [production.arn] }));
  expect(Listeners?.[0]?.DefaultActions?.[0]?.ForwardConfig?.TargetGroups).toEqual([
    { TargetGroupArn: group.targetGroups.blue.arn, Weight: 90 },
    { TargetGroupArn: group.targetGroups.green.arn, Weight: 10 },
  ]);

  await codeDeploy.send(new StopDeploymentCommand({ deploymentId: RELEASE }));
  await ended;
  expect(service.greenWeight()).toBe(0);
  const rollback = service.deployments.all[1];
  expect(rollback).toMatchObject({ status: "Succeeded", config: { name: "CodeDeployDefault.ECSAllAtOnce" } });
});

test("a configuration that is neither AWS's nor the group's does not exist", async () => {
  const { codeDeploy } = await startService({ tasks: 1 });
  const ask = (deploymentConfigName: string) =>
    codeDeploy.send(new GetDeploymentConfigCommand({ deploymentConfigName }));
  await expect(ask("Canary1Percent")).rejects.toMatchObject({ name: "DeploymentConfigDoesNotExistException" });
  await expect(ask("")).rejects.toMatchObject({ name: "DeploymentConfigNameRequiredException" });
});

test("a canary's Install waits for its targets' health, and fails where they are never healthy", async () => {
  const service = await startService({
    settings: { config: CANARY },
    greenStatus: 503,
    scale: 3000,
  });
  const deployment = await service.deploy();
  expect([deployment.status, deployment.failure?.code]).toEqual(["Failed", "TIMEOUT"]);
  expect(statusesOf(deployment).slice(0, 3)).toEqual(["Succeeded", "Failed", "Skipped"]);
});

test("all at once, unhealthy targets stop nothing", async () => {
  const service = await startService({ greenStatus: 503 });
  expect((await service.deploy()).status).toBe("Succeeded");
});

test("a canary's targets are healthy when AfterInstall is called, and those of all at once are unused", async () => {
  const statesUnder = async (config: DeploymentConfig): Promise<unknown> => {
    const seen: unknown[] = [];
    const service = await startService({
      settings: { config },
      onHook: async ({ event, deploymentId, report }) => {
        if (event !== "AfterInstall" || deploymentId !== RELEASE) return report("Succeeded");
        const TargetGroupArn = service.group.targetGroups.green.arn;
        const command = new DescribeTargetHealthCommand({ TargetGroupArn });
        const { TargetHealthDescriptions = [] } = await service.loadBalancing.send(command);
        seen.push(...TargetHealthDescriptions.map(({ TargetHealth }) => TargetHealth?.State));
        report("Failed");
      },
    });
    await service.deploy();
    return seen;
  };
  expect(await statesUnder(CANARY)).toEqual(["healthy", "healthy"]);
  expect(await statesUnder(ALL_AT_ONCE)).toEqual(["unused", "unused"]);
});

test("a service that is not steady for five minutes of a shift fails", async () => {
  const service = await startService({
    settings: { config: CANARY },
    incidents: [greenLosesTasks(1, momentAt("AllowTraffic", 10))],
  });
  const deployment = await service.deploy();
  expect([deployment.status, deployment.failure?.code]).toEqual(["Failed", "ECS_UPDATE_ERROR"]);
  expect(statusesOf(deployment).slice(6)).toEqual(["Failed", "Skipped"]);
});
