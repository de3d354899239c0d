import { GetDeploymentTargetCommand } from "@aws-sdk/client-codedeploy";
import {
  DescribeServicesCommand,
  DescribeTasksCommand,
  DescribeTaskSetsCommand,
  ListTasksCommand,
} from "@aws-sdk/client-ecs";
import {
  DescribeListenersCommand,
  DescribeRulesCommand,
  DescribeTargetHealthCommand,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { expect, test, vi } from "vitest";
import { blueIsGone } from "../../../rehearsal/incidents/blue-is-gone.ts";
import { blueScalesTo } from "../../../rehearsal/incidents/blue-scales-to.ts";
import { foreignRule } from "../../../rehearsal/incidents/foreign-rule.ts";
import { greenLosesTasks } from "../../../rehearsal/incidents/green-loses-tasks.ts";
import { greenTargetsUnhealthy } from "../../../rehearsal/incidents/green-targets-unhealthy.ts";
import type { Incident } from "../../../rehearsal/incidents/incident.ts";
import { stickyProduction } from "../../../rehearsal/incidents/sticky-production.ts";
import { stickyCookies } from "../../../rehearsal/elb/stickiness.ts";
import { stopOnRequest } from "../../../rehearsal/incidents/stop-on-request.ts";
import { momentAt } from "../../../rehearsal/moment.ts";
import type { HookEvent } from "../../../shared/deployment/lifecycle-event.ts";
import { RELEASE, startService } from "../codedeploy/start-service.ts";

type Service = Awaited<ReturnType<typeof startService>>;

/** Deploys with the incidents, and looks while the hook of an event runs. @returns the deployment's status */
async function deployWith(
  incidents: readonly Incident[],
  event: HookEvent,
  look: (service: Service) => Promise<void>,
): Promise<string> {
  const { promise: called, resolve } = Promise.withResolvers<() => void>();
  const service = await startService({
    incidents,
    onHook: (call) => {
      if (call.event === event && call.deploymentId === RELEASE) resolve(() => call.report("Succeeded"));
      else call.report("Succeeded");
    },
  });
  const ended = service.deploy();
  const report = await Promise.race([called, ended.then(() => undefined)]);
  await look(service);
  report?.();
  return (await ended).status;
}

const eventually = <T>(look: () => T | Promise<T>): Promise<T> => vi.waitFor(look, { timeout: 10_000, interval: 5 });

/** A task runs before its program listens. */
async function untilHealthy({ targetGroups: { green } }: Service["group"]): Promise<void> {
  const states = (): readonly string[] => green.targets().map(({ health }) => health.state);
  await eventually(() => expect(states()).toEqual(["healthy", "healthy"]));
}

test("blue scales out: the service wants more, and green has what it was made with", async () => {
  const incidents = [blueScalesTo(3, momentAt("BeforeAllowTraffic"))];
  const status = await deployWith(incidents, "BeforeAllowTraffic", async ({ ecs, group }) => {
    await eventually(async () => {
      const { services } = await ecs.send(new DescribeServicesCommand({ cluster: "rehearsal", services: ["shop"] }));
      expect(services?.[0]).toMatchObject({ desiredCount: 3, runningCount: 5, pendingCount: 0 });
      expect(services?.[0]?.taskSets?.map((each) => [each.computedDesiredCount, each.runningCount])).toEqual([
        [3, 3],
        [2, 2],
      ]);
    });
    await eventually(() => expect(group.targetGroups.blue.targets()).toHaveLength(3));
  });
  expect(status).toBe("Succeeded");
});

test("blue that scaled out before Install gives green its new size", async () => {
  const service = await startService({ incidents: [blueScalesTo(3, momentAt("Start"))] });
  expect((await service.deploy()).status).toBe("Succeeded");
  const { ecs } = service;
  const { services } = await ecs.send(new DescribeServicesCommand({ cluster: "rehearsal", services: ["shop"] }));
  expect(services?.[0]?.taskSets?.map(({ externalId, runningCount }) => [externalId, runningCount])).toEqual([
    [RELEASE, 3],
  ]);
});

test("blue scales in: what is too much is stopped", async () => {
  const incidents = [blueScalesTo(1, momentAt("AfterInstall"))];
  const status = await deployWith(incidents, "AfterInstall", async ({ ecs }) => {
    await eventually(async () => {
      const { taskSets } = await ecs.send(new DescribeTaskSetsCommand({ cluster: "rehearsal", service: "shop" }));
      expect(taskSets?.[0]).toMatchObject({
        computedDesiredCount: 1,
        runningCount: 1,
        stabilityStatus: "STEADY_STATE",
      });
    });
  });
  expect(status).toBe("Succeeded");
});

test("blue is gone: a stop has nothing to return to, and customers stay with green", async () => {
  const incidents = [blueIsGone(momentAt("TerminationWait")), stopOnRequest(momentAt("TerminationWait", 20))];
  const service = await startService({ incidents });
  const deployment = await service.deploy();
  expect(deployment.status).toBe("Stopped");
  expect(service.deployments.all[1]).toMatchObject({ status: "Failed", failure: { code: "ECS_UPDATE_ERROR" } });
  expect(service.greenWeight()).toBe(100);
  const target = { deploymentId: RELEASE, targetId: "rehearsal:shop" };
  const { deploymentTarget } = await service.codeDeploy.send(new GetDeploymentTargetCommand(target));
  expect(deploymentTarget?.ecsTarget?.taskSetsInfo?.map(({ taskSetLabel }) => taskSetLabel)).toEqual(["Green"]);
});

test("blue is gone before the shift: production has nobody, and nothing of blue is left to find", async () => {
  const incidents = [blueIsGone(momentAt("AfterInstall"))];
  const status = await deployWith(incidents, "AfterInstall", async ({ url, ecs }) => {
    expect((await fetch(url)).status).toBe(503);
    const { taskSets } = await ecs.send(new DescribeTaskSetsCommand({ cluster: "rehearsal", service: "shop" }));
    expect(taskSets?.map(({ externalId }) => externalId)).toEqual([RELEASE]);
  });
  expect(status).toBe("Succeeded");
});

test("green loses tasks: fewer run than are desired, and none is on its way", async () => {
  const incidents = [greenLosesTasks(1, momentAt("BeforeAllowTraffic"))];
  const status = await deployWith(incidents, "BeforeAllowTraffic", async ({ ecs, group }) => {
    const { taskSets = [] } = await ecs.send(new DescribeTaskSetsCommand({ cluster: "rehearsal", service: "shop" }));
    expect(taskSets[1]).toMatchObject({
      externalId: RELEASE,
      computedDesiredCount: 2,
      runningCount: 1,
      pendingCount: 0,
      stabilityStatus: "STABILIZING",
    });
    const stopped = { cluster: "rehearsal", startedBy: taskSets[1]?.id, desiredStatus: "STOPPED" } as const;
    const { taskArns } = await ecs.send(new ListTasksCommand(stopped));
    const { tasks } = await ecs.send(new DescribeTasksCommand({ cluster: "rehearsal", tasks: taskArns }));
    expect(tasks?.map(({ stoppedReason }) => stoppedReason)).toEqual(["Your Spot Task was interrupted."]);
    await eventually(() => expect(group.targetGroups.green.targets()).toHaveLength(1));
  });
  expect(status).toBe("Succeeded");
});

test("unhealthy green targets: the load balancer says so, and all at once they get customers", async () => {
  const incidents = [greenTargetsUnhealthy(1, momentAt("AfterAllowTestTraffic"))];
  const status = await deployWith(incidents, "BeforeAllowTraffic", async ({ loadBalancing, group }) => {
    const command = new DescribeTargetHealthCommand({ TargetGroupArn: group.targetGroups.green.arn });
    await eventually(async () => {
      const { TargetHealthDescriptions = [] } = await loadBalancing.send(command);
      const health = TargetHealthDescriptions.map(({ TargetHealth }) => [TargetHealth?.State, TargetHealth?.Reason]);
      expect(health).toEqual([
        ["unhealthy", "Target.Timeout"],
        ["healthy", undefined],
      ]);
    });
  });
  expect(status).toBe("Succeeded");
});

test("a rule of somebody else's keeps its requests at blue through the shift", async () => {
  const incidents = [foreignRule({ listener: "production", path: "/api/*", to: "blue" }, momentAt("Start"))];
  const status = await deployWith(incidents, "AfterAllowTraffic", async ({ loadBalancing, group, url }) => {
    await untilHealthy(group);
    const answers = [await fetch(url), await fetch(`${url}/api/x`)].map((answer) => answer.text());
    expect(await Promise.all(answers)).toEqual(["green", "blue"]);
    const ListenerArn = group.loadBalancer.listeners.production.arn;
    const { Rules = [] } = await loadBalancing.send(new DescribeRulesCommand({ ListenerArn }));
    expect(Rules.map(({ Priority, Actions }) => [Priority, Actions?.[0]?.TargetGroupArn])).toEqual([
      ["1", group.targetGroups.blue.arn],
      ["default", undefined],
    ]);
  });
  expect(status).toBe("Succeeded");
});

test("a sticky production listener keeps a customer with cookies at blue through the shift", async () => {
  const incidents = [stickyProduction(3600, momentAt("Start"))];
  const status = await deployWith(incidents, "AfterAllowTraffic", async ({ group, loadBalancing, url }) => {
    await untilHealthy(group);
    const [cookie = ""] = stickyCookies(group.targetGroups.blue, { durationSeconds: 60 });
    const [expired = ""] = stickyCookies(group.targetGroups.blue, { durationSeconds: -60 });
    const asked = [{ cookie }, { cookie: expired }, { cookie: "AWSALBTG=nonsense" }, {}];
    const answers = await Promise.all(asked.map(async (headers) => fetch(url, { headers })));
    expect(await Promise.all(answers.map((answer) => answer.text()))).toEqual(["blue", "green", "green", "green"]);
    const given = answers[3]?.headers.getSetCookie() ?? [];
    expect(given.map((each) => each.split("=")[0])).toEqual(["AWSALBTG", "AWSALBTGCORS"]);
    const { production, test: testListener } = group.loadBalancer.listeners;
    const command = new DescribeListenersCommand({ ListenerArns: [production.arn, testListener.arn] });
    const { Listeners = [] } = await loadBalancing.send(command);
    const forwards = Listeners.map(({ DefaultActions }) => DefaultActions?.[0]?.ForwardConfig);
    expect(forwards.map((forward) => forward?.TargetGroupStickinessConfig)).toEqual([
      { Enabled: true, DurationSeconds: 3600 },
      { Enabled: false },
    ]);
    // A group without a target holds its customers all the same: as AWS says.
    await Promise.all(group.cluster.taskSets.map((taskSet) => taskSet.stop("")));
    expect((await fetch(url, { headers: { cookie } })).status).toBe(503);
  });
  expect(status).toBe("Succeeded");
});

test("an incident that cannot take place is a fault of the rehearsal", async () => {
  const service = await startService({ incidents: [greenLosesTasks(1, momentAt("BeforeInstall"))], tasks: 1 });
  await expect(service.deploy()).rejects.toThrow("which there is from Install on");
});
