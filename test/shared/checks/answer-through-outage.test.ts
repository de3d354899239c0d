import { expect, test } from "vitest";
import type { CheckResult } from "../../../shared/checks/check.ts";
import { answerThroughOutage } from "../../../shared/checks/listener-answers.ts";
import { pause } from "../../../shared/deployment/pause.ts";
import { answerRunningTasks } from "../../support/answer-running-tasks.ts";
import { answerTargetHealth } from "../../support/probe/answer-target-health.ts";
import { checkContext, listenerTo, taskSet } from "../../support/probe/installed-deployment.ts";
import { startHttp } from "../../support/probe/start-server.ts";
import { serveTasks } from "./comparison/compared.ts";

/** What is down at one time: what customers get of green, and blue asked by IP. */
interface Down {
  green: boolean;
  blue: boolean;
}

/** A production listener and a blue task, of which `down` says whether they err. */
async function afterTheShift(down: Down, bake: `${number}s`) {
  const status = (isDown: boolean): number => (isDown ? 503 : 200);
  let asked = 0;
  const live = await startHttp((_request, response) => {
    asked += 1;
    response.writeHead(status(down.green)).end();
  });
  const blue = await serveTasks("blue", [(_, response) => void response.writeHead(status(down.blue)).end()]);
  const { aws, ...context } = checkContext(
    {
      productionListener: listenerTo({ "green-group": 1 }, { port: live.target.port }),
      blue: taskSet("ecs-svc/blue", { tasks: [] }),
    },
    { bake, probing: { rate: 1000, warmUp: "200ms", timeout: "500ms" } },
  );
  answerRunningTasks(aws, blue);
  answerTargetHealth(
    aws,
    blue.map(({ address, port }) => [`${address}:${port}`, "draining"]),
  );
  return { ...context, asked: () => asked };
}

test("the probes through the production listener are known as this suite's own for as long as they are sent", async () => {
  const context = await afterTheShift({ green: false, blue: false }, "600s");
  const startedAt = Date.now();
  expect(await answerThroughOutage(context, pause, new AbortController().signal)).toMatchObject({ verdict: "passed" });
  const endedAt = Date.now();
  expect(context.ownProbes.between(0, Infinity)).toBeGreaterThanOrEqual(context.asked());
  const [span] = context.ownProbes.spans;
  expect(span?.from).toBeGreaterThanOrEqual(startedAt);
  expect((span?.to ?? 0) - (span?.from ?? 0)).toBeGreaterThan((endedAt - startedAt) / 2);
});

test.for<[string, `${number}s`, Down | "stop", CheckResult["verdict"], RegExp, number]>([
  [
    "that ends lets green pass",
    "600s",
    { green: false, blue: false },
    "passed",
    /0 errors.* Before, blue failed just as much: it was asked again after that\.$/,
    1,
  ],
  [
    "that green alone still has fails it",
    "600s",
    { green: true, blue: false },
    "failed",
    /it is not what both share\. Before, blue failed just as much/,
    1,
  ],
  [
    "that lasts longer than the bake is no pass and no failure",
    "0s",
    { green: true, blue: true },
    "inconclusive",
    /What both share is at fault: to roll back would not help\. Look at what they depend on\.$/,
    0,
  ],
  [
    "that lasts longer than the invocation is no pass and no failure",
    "600s",
    "stop",
    "inconclusive",
    /What both share is at fault: to roll back would not help\. Look at what they depend on\.$/,
    1,
  ],
])("an outage that both share and %s", async ([, bake, then, verdict, says, waits]) => {
  const down = { green: true, blue: true };
  const context = await afterTheShift(down, bake);
  const stop = new AbortController();
  let waited = 0;
  const wait = async (): Promise<void> => {
    waited += 1;
    if (then === "stop") stop.abort(new Error("time is up"));
    else Object.assign(down, then);
  };
  const result = await answerThroughOutage(context, wait, stop.signal);
  expect(result).toMatchObject({ verdict, reason: expect.stringMatching(says) });
  expect(waited).toBe(waits);
});
