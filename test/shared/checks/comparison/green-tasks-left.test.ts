import { DescribeServicesCommand, DescribeTasksCommand, ListTasksCommand, type Task } from "@aws-sdk/client-ecs";
import { expect, test } from "vitest";
import type { ComparedTask } from "../../../../shared/checks/comparison/compared-tasks.ts";
import { greenTasksLeft, type SharedOutage } from "../../../../shared/checks/comparison/green-tasks-left.ts";
import { answerTasksOf } from "../../../support/answer-running-tasks.ts";
import type { MockAws } from "../../../support/mock-aws.ts";
import { answerTargetHealth } from "../../../support/probe/answer-target-health.ts";
import { checkContext, taskSet } from "../../../support/probe/installed-deployment.ts";

const never = new AbortController().signal;
const green = taskSet("ecs-svc/green");

function compared(id: string): ComparedTask {
  const at = {
    address: `10.0.0.${id.slice(1)}`,
    port: 80,
    healthPort: 80,
    availabilityZone: "eu-west-1b",
    health: "healthy",
  };
  return { id, name: `green task ${id}`, ...at };
}

const SCALED_IN = {
  stopCode: "ServiceSchedulerInitiated",
  stoppedReason: "Scaling activity initiated by (1)",
} as const;
const UNHEALTHY = { stopCode: "ServiceSchedulerInitiated", stoppedReason: "Task failed ELB health checks" } as const;
const CRASHED = { stopCode: "EssentialContainerExited", stoppedReason: "Essential container in task exited" } as const;

function answerCounts({ ecs }: MockAws, computedDesiredCount: number): void {
  const taskSets = [{ id: green.id, computedDesiredCount }];
  ecs.on(DescribeServicesCommand).resolves({ services: [{ taskSets }] });
}

/** The ids that are left of `known` where the first of them has stopped, and `new` runs now. */
async function leftOf(
  known: readonly string[],
  stop: Task,
  outage: SharedOutage,
  now: Record<string, "healthy" | "initial">,
  met = known,
) {
  const { aws, clients } = checkContext();
  const running = [...known.slice(1), ...Object.keys(now)].map(compared);
  answerTasksOf(aws, { [green.id]: running });
  answerTargetHealth(
    aws,
    running.map(({ id, address }) => [`${address}:80`, now[id] ?? "healthy"]),
  );
  const stopped = `arn:task/shop/${known[0]}`;
  aws.ecs
    .on(ListTasksCommand, { startedBy: green.id, desiredStatus: "STOPPED" })
    .resolves({ taskArns: [stopped] })
    .on(DescribeTasksCommand, { tasks: [stopped] })
    .resolves({ tasks: [{ taskArn: stopped, ...stop }] });
  answerCounts(aws, 3);
  const seen = { outage, met: new Set(met) };
  const service = { cluster: "shop", service: "web", green };
  const { tasks, wanted } = await greenTasksLeft(known.map(compared), service, seen, clients, never);
  expect(wanted).toBe(3);
  return tasks.map(({ id }) => id);
}

test.for<[string, Task, SharedOutage, readonly string[]]>([
  ["scaled in", SCALED_IN, "none", ["g2"]],
  ["replaced for its health checks", UNHEALTHY, "none", ["g1", "g2"]],
  ["replaced for its health checks", UNHEALTHY, "lasts", ["g2"]],
  ["replaced for its health checks", UNHEALTHY, "over", ["g2"]],
  ["a crash", CRASHED, "none", ["g1", "g2"]],
  ["a crash", CRASHED, "lasts", ["g2"]],
  ["a crash", CRASHED, "over", ["g1", "g2"]],
])("of a task that ended as %s (%o), with a shared outage: %s, what is left is %s", async ([, stop, outage, left]) => {
  expect(await leftOf(["g1", "g2"], stop, outage, {})).toEqual(left);
});

test("a task that has become healthy since is one of them, and one that has not is none yet", async () => {
  expect(await leftOf(["g1", "g2"], SCALED_IN, "none", { g3: "healthy", g4: "initial" })).toEqual(["g2", "g3"]);
});

test.for<[SharedOutage, readonly string[]]>([
  ["none", ["g1"]],
  ["lasts", []],
  ["over", []],
])("where all are gone, with a shared outage: %s, what is left is %s", async ([outage, left]) => {
  expect(await leftOf(["g1"], SCALED_IN, outage, {})).toEqual(left);
});

test("a task that failed its health checks after an outage in which nobody asked it has done so by itself", async () => {
  expect(await leftOf(["g1", "g2"], UNHEALTHY, "over", {}, ["g2"])).toEqual(["g1", "g2"]);
});
