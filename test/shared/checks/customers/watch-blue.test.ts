import { ListTasksCommand } from "@aws-sdk/client-ecs";
import type { RequestListener } from "node:http";
import { expect, test } from "vitest";
import { watchBlue } from "../../../../shared/checks/customers/watch-blue.ts";
import { answerRunningTasks } from "../../../support/answer-running-tasks.ts";
import { refusal } from "../../../support/mock-aws.ts";
import { answerTargetHealth } from "../../../support/probe/answer-target-health.ts";
import { checkContext, taskSet } from "../../../support/probe/installed-deployment.ts";
import { serveTasks } from "../comparison/compared.ts";

const good: RequestListener = (_request, response) => void response.end();
const bad: RequestListener = (_request, response) => void response.writeHead(503).end();

/** What is noted of blue's tasks until there are so many answers. */
async function answersOf(handles: readonly RequestListener[], wanted: number, leave = false) {
  const tasks = await serveTasks("blue", handles);
  const { aws, ...context } = checkContext(
    { blue: taskSet("ecs-svc/blue", { tasks: [] }) },
    { customers: { period: "1s" } },
  );
  answerRunningTasks(aws, tasks);
  answerTargetHealth(
    aws,
    tasks.map(({ address, port }) => [`${address}:${port}`, "draining"]),
  );
  const enough = new AbortController();
  const answers: { readonly at: number; readonly isError: boolean }[] = [];
  const add = (at: number, isError: boolean): void => {
    answers.push({ at, isError });
    if (answers.length === wanted) enough.abort();
    if (leave && answers.length === 2) {
      tasks[0]?.close();
      answerRunningTasks(aws, tasks.slice(1));
    }
  };
  const from = Date.now();
  await watchBlue(context, { add }, enough.signal);
  expect(answers.every(({ at }) => at >= from - 1 && at <= Date.now())).toBe(true);
  return answers.map(({ isError }) => isError);
}

test("what each of blue's tasks answers is noted", async () => {
  expect(await answersOf([good, bad], 4)).toEqual([false, true, false, true]);
});

test("a task that ECS has taken away is no evidence of an outage", async () => {
  expect(await answersOf([good, good], 6, true)).toEqual(Array.from({ length: 6 }, () => false));
});

test("of a blue that is gone, or that AWS does not list, nothing is noted, and it ends", async () => {
  expect(await answersOf([], 1)).toEqual([]);
  const { aws, ...context } = checkContext();
  aws.ecs.on(ListTasksCommand).rejects(refusal("AccessDeniedException", "no"));
  const add = (): never => {
    throw new Error("expected nothing to be noted");
  };
  await watchBlue(context, { add }, new AbortController().signal);
});
