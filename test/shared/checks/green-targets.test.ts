import { expect, test } from "vitest";
import { greenTargets } from "../../../shared/checks/green-targets.ts";
import type { Task } from "../../../shared/deployment/tasks.ts";
import { answerTargetHealth, type DescribedTarget } from "../../support/probe/answer-target-health.ts";
import { checkContext, runningTask, taskSet } from "../../support/probe/installed-deployment.ts";

const t1 = runningTask("t1", "10.0.0.1");
const t2 = runningTask("t2", "10.0.0.2");

function find(tasks: readonly Task[], targets: readonly DescribedTarget[], port?: number, desiredCount = tasks.length) {
  const { deployment, clients, aws } = checkContext({ green: taskSet("ecs-svc/green", { tasks, desiredCount }) });
  answerTargetHealth(aws, targets);
  return greenTargets(deployment, clients, port, new AbortController().signal);
}

test("every task is a target, with the port that the target group lists for it", async () => {
  const { targets } = await find(
    [t1, t2],
    [
      ["10.0.0.2:3001", "unhealthy"],
      ["10.0.0.1:3000", "initial"],
    ],
  );
  expect(targets).toEqual([
    { address: "10.0.0.1", port: 3000, label: "green task t1 (10.0.0.1:3000, eu-west-1a)" },
    { address: "10.0.0.2", port: 3001, label: "green task t2 (10.0.0.2:3001, eu-west-1a)" },
  ]);
});

test("a health check with a port of its own asks each task once, there", async () => {
  const { targets } = await find(
    [t1],
    [
      ["10.0.0.1:3000", "healthy"],
      ["10.0.0.1:3001", "healthy"],
    ],
    9000,
  );
  expect(targets).toEqual([{ address: "10.0.0.1", port: 9000, label: "green task t1 (10.0.0.1:9000, eu-west-1a)" }]);
});

test("a target that drains is no longer green's", async () => {
  const { targets } = await find(
    [t1],
    [
      ["10.0.0.1:80", "healthy"],
      ["10.0.0.9:80", "draining"],
    ],
  );
  expect(targets).toHaveLength(1);
});

const problems = [
  {
    problem: "a task without a target",
    found: () => find([t1, t2], [["10.0.0.1:80", "healthy"]]),
    verdict: "failed",
    reason:
      /^green's target group green-group does not list task t2 \(10\.0\.0\.2\): expected all of green's 2 running tasks\. Look at/,
  },
  {
    problem: "a task without an address",
    found: () => find([runningTask("t3", undefined)], []),
    verdict: "failed",
    reason: /does not list task t3 \(no address\)/,
  },
  {
    problem: "a task whose only target drains",
    found: () => find([t1], [["10.0.0.1:80", "draining"]]),
    verdict: "failed",
    reason: /does not list task t1/,
  },
  {
    problem: "a target without a task",
    found: () =>
      find(
        [t1],
        [
          ["10.0.0.1:80", "healthy"],
          ["10.0.0.9:80", "healthy"],
        ],
      ),
    verdict: "failed",
    reason: /lists 10\.0\.0\.9:80: expected only the addresses of green's 1 running task\./,
  },
  {
    problem: "fewer tasks than desired",
    found: () => find([t1, runningTask("t2", "10.0.0.2", "PENDING")], [["10.0.0.1:80", "healthy"]]),
    verdict: "failed",
    reason: /^Task set ecs-svc\/green: expected 2 running tasks, observed 1\. Look at the service's events/,
  },
  {
    problem: "no tasks, and none desired",
    found: () => find([], []),
    verdict: "failed",
    reason: /expected 1 running task, observed 0/,
  },
  {
    problem: "instances",
    found: () => find([t1], [["i-0abc:32768", "healthy"]]),
    verdict: "error",
    reason: /lists instances \(i-0abc\): expected IP addresses\. Use the network mode awsvpc/,
  },
];

test.for(problems)("$problem: $verdict", async ({ found, verdict, reason }) => {
  expect(await found()).toMatchObject({ problem: { verdict, reason: expect.stringMatching(reason) } });
});
