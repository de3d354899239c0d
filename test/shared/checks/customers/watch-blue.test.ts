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

interface Course {
  /** How many answers are enough. */
  readonly wanted: number;
  /** What becomes of the first task after two answers. */
  readonly fate?: "taken away" | "crashed";
}

/** What is noted of blue's tasks, as "." or "x", until there is enough of it or nobody is left to ask. */
async function answersOf(handles: readonly RequestListener[], { wanted, fate }: Course): Promise<string> {
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
  let noted = "";
  const from = Date.now();
  const add = (at: number, isError: boolean): void => {
    expect(at).toBeGreaterThan(from - 2);
    expect(at).toBeLessThan(Date.now() + 2);
    noted += isError ? "x" : ".";
    if (noted.length === wanted) enough.abort();
    if (fate !== undefined && noted.length === 2) {
      tasks[0]?.close();
      answerRunningTasks(aws, tasks.slice(1), fate === "crashed" ? tasks.slice(0, 1) : []);
    }
  };
  const wait = async (): Promise<void> => {
    if (tasks.length === 0) enough.abort();
  };
  await watchBlue(context, { add }, wait, enough.signal);
  return noted;
}

test.for<[string, readonly RequestListener[], Course, string]>([
  ["what each of blue's tasks answers is noted", [good, bad], { wanted: 4 }, ".x.x"],
  [
    "a task that ECS has taken away is no evidence of an outage",
    [good, good],
    { wanted: 6, fate: "taken away" },
    "......",
  ],
  ["one that has crashed is", [good, good], { wanted: 6, fate: "crashed" }, "..x.x."],
  ["of a blue that is gone nothing is noted", [], { wanted: 1 }, ""],
])("%s", async ([, handles, course, noted]) => {
  expect(await answersOf(handles, course)).toBe(noted);
});

test("where AWS does not list blue's tasks, it is asked again, and nothing is noted", async () => {
  const { aws, ...context } = checkContext();
  aws.ecs.on(ListTasksCommand).rejects(refusal("AccessDeniedException", "no"));
  const ended = new AbortController();
  let waits = 0;
  const wait = async (): Promise<void> => {
    waits += 1;
    if (waits === 3) ended.abort();
  };
  const add = (): never => {
    throw new Error("expected nothing to be noted");
  };
  await watchBlue(context, { add }, wait, ended.signal);
  expect(aws.ecs.commandCalls(ListTasksCommand).length).toBeGreaterThanOrEqual(3);
});
