import { ListTasksCommand } from "@aws-sdk/client-ecs";
import type { RequestListener } from "node:http";
import { expect, test } from "vitest";
import { askBlueNow } from "../../../shared/checks/blue-now.ts";
import { answerRunningTasks } from "../../support/answer-running-tasks.ts";
import { refusal } from "../../support/mock-aws.ts";
import { answerTargetHealth } from "../../support/probe/answer-target-health.ts";
import { checkContext, targetGroup, taskSet } from "../../support/probe/installed-deployment.ts";
import { serveTasks } from "./comparison/compared.ts";

const never = new AbortController().signal;
const good: RequestListener = (_request, response) => void response.end("ok");
const bad: RequestListener = (_request, response) => void response.writeHead(503).end("no database");

const unknown: RequestListener = (_request, response) => void response.writeHead(404).end();

/** A blue whose tasks serve as they are told; with `apart`, its health check has a port of its own, and this answers there. */
async function blueThat(handles: readonly RequestListener[], apart?: RequestListener) {
  const tasks = await serveTasks("blue", handles);
  const [health] = apart ? await serveTasks("blue", [apart]) : [];
  const group = targetGroup("blue-group", health && { port: String(health.port) });
  const { aws, ...context } = checkContext({
    blue: taskSet("ecs-svc/blue", { targetGroup: group, tasks: [] }),
    green: taskSet("ecs-svc/green", { targetGroup: group }),
  });
  answerRunningTasks(aws, tasks);
  answerTargetHealth(
    aws,
    tasks.map(({ address, port }) => [`${address}:${port}`, "draining"]),
  );
  return { aws, context };
}

test.for<[string, readonly RequestListener[], RequestListener | undefined, boolean | undefined, RegExp]>([
  [
    "a blue that answers is fit",
    [good, good],
    undefined,
    false,
    /answered 0 of \d+ probes with 5xx or not at all: it is not what both share\.$/,
  ],
  ["a blue that errs is unfit", [bad, bad], undefined, true, /answered (\d+) of \1 probes with 5xx or not at all\.$/],
  ["blue's health is asked where its health check asks", [bad], good, false, /it is not what both share\.$/],
  ["and there alone", [good], bad, true, /answered (\d+) of \1 probes with 5xx or not at all\.$/],
  [
    "a blue that serves, and does not know what green is asked, is no witness of an outage",
    [unknown],
    undefined,
    false,
    /answered 0 of \d+ probes with 5xx or not at all: it is not what both share\.$/,
  ],
  [
    "of a blue that is gone nothing is known",
    [],
    undefined,
    undefined,
    /^Blue has no task left that could be asked\.$/,
  ],
])("%s", async ([, handles, apart, isUnfit, words]) => {
  const { context } = await blueThat(handles, apart);
  expect(await askBlueNow(context, never)).toEqual({ isUnfit, words: expect.stringMatching(words) });
});

test("where AWS does not say which tasks blue has, nothing is known of it", async () => {
  const { aws, context } = await blueThat([bad]);
  aws.ecs.on(ListTasksCommand).rejects(refusal("AccessDeniedException", "no"));
  expect(await askBlueNow(context, never)).toEqual({
    isUnfit: undefined,
    words: expect.stringMatching(
      /^Blue's tasks could not be asked: ecs:ListTasks did not succeed: AccessDeniedException: no/,
    ),
  });
});
