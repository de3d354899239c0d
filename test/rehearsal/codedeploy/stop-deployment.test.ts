import {
  GetDeploymentCommand,
  PutLifecycleEventHookExecutionStatusCommand,
  StopDeploymentCommand,
} from "@aws-sdk/client-codedeploy";
import { expect, test, vi } from "vitest";
import { DO_NOT_ROLL_BACK, ROLL_BACK } from "../../../rehearsal/codedeploy/group-settings.ts";
import { LIFECYCLE_EVENTS } from "../../../rehearsal/codedeploy/lifecycle.ts";
import type { Mark } from "../../../rehearsal/codedeploy/mark.ts";
import { stopOnRequest } from "../../../rehearsal/incidents/stop-on-request.ts";
import { momentAt } from "../../../rehearsal/moment.ts";
import { RELEASE, startService, statusesOf, type HookCall } from "./start-service.ts";

/** The event that is under way fails, and the rest are skipped. */
function stoppedAt(event: (typeof LIFECYCLE_EVENTS)[number]): readonly string[] {
  const index = LIFECYCLE_EVENTS.indexOf(event);
  return LIFECYCLE_EVENTS.map((_, other) => (other < index ? "Succeeded" : other > index ? "Skipped" : "Failed"));
}

test.for<[mark: Mark, statuses: readonly string[], rollsBack: boolean]>([
  ["Start", LIFECYCLE_EVENTS.map(() => "Skipped"), false],
  ["BeforeInstall", stoppedAt("BeforeInstall"), false],
  ["Install", stoppedAt("Install"), false],
  ["AfterInstall", stoppedAt("AfterInstall"), true],
  ["AllowTestTraffic", stoppedAt("AllowTestTraffic"), true],
  ["BeforeAllowTraffic", stoppedAt("BeforeAllowTraffic"), true],
  ["ReadyWait", [...LIFECYCLE_EVENTS.slice(0, 6).map(() => "Succeeded"), "Skipped", "Skipped"], true],
  ["AllowTraffic", stoppedAt("AllowTraffic"), true],
  ["AfterAllowTraffic", stoppedAt("AfterAllowTraffic"), true],
  ["TerminationWait", LIFECYCLE_EVENTS.map(() => "Succeeded"), true],
])("a stop at %s leaves blue with the traffic and nothing of green", async ([mark, statuses, rollsBack]) => {
  const calls: string[] = [];
  const service = await startService({
    settings: mark === "ReadyWait" ? { readyWaitMinutes: 60 } : {},
    incidents: [stopOnRequest(momentAt(mark))],
    onHook: ({ event, deploymentId, report }) => {
      if (deploymentId === RELEASE) calls.push(event);
      report("Succeeded");
    },
    tasks: 1,
  });
  const deployment = await service.deploy();
  expect([deployment.status, deployment.failure?.code]).toEqual(["Stopped", "MANUAL_STOP"]);
  expect(statusesOf(deployment)).toEqual(statuses);
  // A hook that was stopped before it was called is not called.
  expect(calls).not.toContain(mark);
  expect(service.deployments.all[1]?.status).toBe(rollsBack ? "Succeeded" : undefined);
  expect(service.greenWeight() ?? 0).toBe(0);
  expect(service.group.cluster.taskSets.map(({ status, options }) => [status, options.externalId])).toEqual([
    ["PRIMARY", undefined],
  ]);
});

test("a stop while a hook runs ends its wait, and its report comes too late", async () => {
  const { promise: called, resolve } = Promise.withResolvers<HookCall>();
  const service = await startService({
    onHook: (call) =>
      call.event === "AfterInstall" && call.deploymentId === RELEASE ? resolve(call) : call.report("Succeeded"),
    tasks: 1,
  });
  const ended = service.deploy();
  const { executionId } = await called;
  const stop = new StopDeploymentCommand({ deploymentId: RELEASE });
  expect(await service.codeDeploy.send(stop)).toMatchObject({ status: "Pending" });
  const put = (status: "Succeeded" | "Failed") =>
    service.codeDeploy.send(
      new PutLifecycleEventHookExecutionStatusCommand({
        deploymentId: RELEASE,
        lifecycleEventHookExecutionId: executionId,
        status,
      }),
    );
  await vi.waitFor(() => expect(service.deployments.find(RELEASE)?.hasEnded).toBe(true));
  await expect(put("Failed")).rejects.toMatchObject({ name: "LifecycleEventAlreadyCompletedException" });
  await ended;
  await expect(service.codeDeploy.send(stop)).rejects.toMatchObject({ name: "DeploymentAlreadyCompletedException" });
  const { deploymentInfo } = await service.codeDeploy.send(new GetDeploymentCommand({ deploymentId: RELEASE }));
  const rollbackId = service.deployments.all[1]?.id;
  expect(deploymentInfo).toMatchObject({
    status: "Stopped",
    errorInformation: { code: "MANUAL_STOP" },
    rollbackInfo: {
      rollbackDeploymentId: rollbackId,
      rollbackMessage: `Deployment ${RELEASE} terminated. Automatic rollback is triggered with a DeploymentId ${rollbackId}.`,
    },
  });
  const rollback = await service.codeDeploy.send(new GetDeploymentCommand({ deploymentId: rollbackId }));
  expect(rollback.deploymentInfo).toMatchObject({
    creator: "codeDeployRollback",
    deploymentConfigName: "CodeDeployDefault.ECSAllAtOnce",
    rollbackInfo: { rollbackTriggeringDeploymentId: RELEASE },
  });
});

const ON_FAILURE = { enabled: true, events: ["DEPLOYMENT_FAILURE"] } as const;

test.for([
  { asked: undefined, autoRollback: ROLL_BACK, rolledBack: true, says: "Automatic rollback is triggered" },
  { asked: false, autoRollback: ROLL_BACK, rolledBack: false, says: "wanted none" },
  { asked: true, autoRollback: DO_NOT_ROLL_BACK, rolledBack: true, says: "Automatic rollback is triggered" },
  { asked: undefined, autoRollback: DO_NOT_ROLL_BACK, rolledBack: false, says: "is not enabled" },
  { asked: undefined, autoRollback: ON_FAILURE, rolledBack: false, says: "does not list DEPLOYMENT_STOP_ON_REQUEST" },
])(
  "autoRollbackEnabled $asked in a group with $autoRollback: rolled back $rolledBack",
  async ({ asked, autoRollback, rolledBack, says }) => {
    const incidents = [stopOnRequest(momentAt("AfterAllowTraffic"), asked)];
    const service = await startService({ settings: { autoRollback }, incidents, tasks: 1 });
    const deployment = await service.deploy();
    expect(deployment.rolledBackBy !== undefined).toBe(rolledBack);
    expect(deployment.rollbackMessage).toContain(says);
    // What is not rolled back stays as it is.
    expect(service.greenWeight()).toBe(rolledBack ? 0 : 100);
    expect(service.group.cluster.taskSets).toHaveLength(rolledBack ? 1 : 2);
  },
);

test("a failure is not rolled back where the group does not say so", async () => {
  const service = await startService({
    settings: { autoRollback: DO_NOT_ROLL_BACK },
    onHook: ({ event, report }) => report(event === "AfterAllowTraffic" ? "Failed" : "Succeeded"),
    tasks: 1,
  });
  const deployment = await service.deploy();
  expect([deployment.status, service.deployments.all.length, service.greenWeight()]).toEqual(["Failed", 1, 100]);
});
