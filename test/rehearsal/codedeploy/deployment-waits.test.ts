import {
  ContinueDeploymentCommand,
  GetDeploymentCommand,
  GetDeploymentTargetCommand,
  type DeploymentWaitType,
} from "@aws-sdk/client-codedeploy";
import { expect, test, vi } from "vitest";
import { continueOnRequest } from "../../../rehearsal/incidents/continue-on-request.ts";
import { momentAt } from "../../../rehearsal/moment.ts";
import { RELEASE, startService, statusesOf } from "./start-service.ts";

/** Longer than any test. */
const LONG = 2880;

type Service = Awaited<ReturnType<typeof startService>>;

async function untilWaiting(service: Service): Promise<void> {
  const look = () => expect(service.deployments.find(RELEASE)?.wait.type).toBeDefined();
  await vi.waitFor(look, { timeout: 10_000, interval: 5 });
}

function goOn({ codeDeploy }: Service, deploymentWaitType?: DeploymentWaitType): Promise<unknown> {
  return codeDeploy.send(new ContinueDeploymentCommand({ deploymentId: RELEASE, deploymentWaitType }));
}

test("before the shift a deployment is Ready until somebody continues it", async () => {
  const events: string[] = [];
  const service = await startService({
    settings: { readyWaitMinutes: LONG },
    onHook: ({ event, report }) => {
      events.push(event);
      report("Succeeded");
    },
  });
  const ended = service.deploy();
  await untilWaiting(service);
  const { deploymentInfo } = await service.codeDeploy.send(new GetDeploymentCommand({ deploymentId: RELEASE }));
  expect(deploymentInfo?.status).toBe("Ready");
  expect(deploymentInfo?.blueGreenDeploymentConfiguration?.deploymentReadyOption).toEqual({
    actionOnTimeout: "STOP_DEPLOYMENT",
    waitTimeInMinutes: LONG,
  });
  const target = { deploymentId: RELEASE, targetId: "rehearsal:shop" };
  const { deploymentTarget } = await service.codeDeploy.send(new GetDeploymentTargetCommand(target));
  expect(deploymentTarget?.ecsTarget?.status).toBe("Ready");
  // The strict reading: the last look before the shift is as old as the wait is long.
  expect(events.at(-1)).toBe("BeforeAllowTraffic");
  expect([service.greenWeight(), statusesOf(await get(service)).slice(5)]).toEqual([
    0,
    ["Succeeded", "Pending", "Pending"],
  ]);

  await expect(goOn(service, "TERMINATION_WAIT")).rejects.toMatchObject({
    name: "DeploymentIsNotInReadyStateException",
  });
  await goOn(service, "READY_WAIT");
  expect((await ended).status).toBe("Succeeded");
  await expect(goOn(service, "READY_WAIT")).rejects.toMatchObject({ name: "DeploymentAlreadyCompletedException" });
});

async function get({ deployments }: Service) {
  const deployment = deployments.find(RELEASE);
  if (!deployment) throw new Error("no release");
  return deployment;
}

test("a deployment that nobody continues is Stopped and rolled back", async () => {
  const service = await startService({ settings: { readyWaitMinutes: 5 } });
  const deployment = await service.deploy();
  expect([deployment.status, deployment.failure?.code]).toEqual(["Stopped", "TIMEOUT"]);
  expect(deployment.failure?.message).toContain("notification to continue. This time out period is 5 minutes.");
  expect(statusesOf(deployment).slice(5)).toEqual(["Succeeded", "Skipped", "Skipped"]);
  expect([service.deployments.all[1]?.status, service.greenWeight()]).toEqual(["Succeeded", 0]);
});

test("the wait before blue is terminated can be cut short, and says that it has begun", async () => {
  const service = await startService({ settings: { terminationWaitMinutes: LONG } });
  const ended = service.deploy();
  await untilWaiting(service);
  const { deploymentInfo } = await service.codeDeploy.send(new GetDeploymentCommand({ deploymentId: RELEASE }));
  expect(deploymentInfo).toMatchObject({ status: "InProgress", instanceTerminationWaitTimeStarted: true });
  expect(service.group.cluster.taskSets.map(({ status }) => status)).toEqual(["ACTIVE", "PRIMARY"]);
  // The type that is meant where none is given is that of the other wait.
  await expect(goOn(service)).rejects.toMatchObject({ name: "DeploymentIsNotInReadyStateException" });
  await goOn(service, "TERMINATION_WAIT");
  expect((await ended).status).toBe("Succeeded");
  expect(service.group.cluster.taskSets.map(({ status }) => status)).toEqual(["PRIMARY"]);
});

test("an incident may continue a deployment", async () => {
  const incidents = [
    continueOnRequest("READY_WAIT", momentAt("ReadyWait")),
    continueOnRequest("TERMINATION_WAIT", momentAt("TerminationWait", 5)),
  ];
  const settings = { readyWaitMinutes: LONG, terminationWaitMinutes: LONG };
  expect((await (await startService({ settings, incidents })).deploy()).status).toBe("Succeeded");
});

test("what is no wait, and what does not wait, cannot be continued", async () => {
  const service = await startService({ onHook: () => undefined, tasks: 1 });
  const ended = service.deploy();
  await expect(goOn(service)).rejects.toMatchObject({ name: "DeploymentIsNotInReadyStateException" });
  const wrong = "SOME_WAIT" as DeploymentWaitType;
  await expect(goOn(service, wrong)).rejects.toMatchObject({ name: "InvalidDeploymentWaitTypeException" });
  const unnamed = service.codeDeploy.send(new ContinueDeploymentCommand({}));
  await expect(unnamed).rejects.toMatchObject({ name: "DeploymentIdRequiredException" });
  service.deployments.stop(await get(service), false);
  await ended;
});
