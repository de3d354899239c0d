import * as v from "valibot";
import type { RequestListener } from "node:http";
import { expect, test } from "vitest";
import { compareWithBlue, type ComparisonWork } from "../../../../shared/checks/comparison/compare-with-blue.ts";
import { progressSchema } from "../../../../shared/checks/comparison/progress-schema.ts";
import { pause as wait } from "../../../../shared/deployment/pause.ts";
import { startBlackHole } from "../../../support/probe/start-black-hole.ts";
import { comparisonWork, quickly } from "./compared.ts";

const never = new AbortController().signal;
const good: RequestListener = (_request, response) => void response.end();
const bad: RequestListener = (_request, response) => void response.writeHead(500).end();
const after =
  (ms: number): RequestListener =>
  (_request, response) =>
    void setTimeout(() => response.end(), ms);

test("a green that answers as blue does passes, and every task of both is asked", async () => {
  const asked = new Set<string | undefined>();
  const noting: RequestListener = (request, response) => {
    asked.add(request.headers.host?.split(":")[0]);
    response.end();
  };
  const { work } = await comparisonWork([noting, noting], [noting, noting, noting]);
  const { end, judgement, progress } = await compareWithBlue(work, never);
  expect([end, judgement.decision, progress.state.rounds]).toEqual(["decided", "passed", 123]);
  expect(asked.size).toBe(5);
});

test("a green that errs where blue does not is failed", async () => {
  const { work } = await comparisonWork([good, bad], [good]);
  const { judgement, progress } = await compareWithBlue(work, never);
  expect(judgement).toMatchObject({ decision: "failed", attribution: "green", worst: "errors" });
  expect(progress.state.rounds).toBeLessThan(40);
  expect(progress.green.worst.errors[0]?.text).toMatch(/^green task g2 \(127\.0\.6\.2:\d+, eu-west-1a\): GET /);
});

test("a green that takes longer than is tolerated is failed for it", async () => {
  const comparison = { ...quickly, rate: 200, latency: { factor: 1.2, addMs: 5 } };
  const { work } = await comparisonWork([after(40)], [after(10)], comparison);
  const { judgement } = await compareWithBlue(work, never);
  expect(judgement).toMatchObject({ decision: "failed", worst: "sign" });
});

test("an outage that both share is the environment's, and nothing passes in it", async () => {
  const { work } = await comparisonWork([bad], [bad], { ...quickly, atMost: "400ms" });
  const { end, judgement, progress } = await compareWithBlue(work, never);
  expect([end, judgement.decision]).toEqual(["time", "environment"]);
  expect(progress.state.outages).toBeGreaterThan(0);
});

test("paused and gone on with, also as JSON, it loses no round and decides after as many", async () => {
  const { work } = await comparisonWork([good, good], [good]);
  let kept: unknown;
  const invoke = async () => {
    const progress = kept === undefined ? undefined : v.parse(progressSchema, kept);
    const pause = AbortSignal.timeout(30);
    const outcome = await compareWithBlue({ ...work, pause, ...(progress && { progress }) }, never);
    kept = JSON.parse(JSON.stringify(outcome.progress));
    return outcome;
  };
  const outcomes = [await invoke()];
  while (outcomes.at(-1)?.end === "stopped") outcomes.push(await invoke());
  const last = outcomes.pop();
  expect([last?.end, last?.judgement.decision, last?.progress.state.rounds]).toEqual(["decided", "passed", 123]);
  expect(outcomes.length).toBeGreaterThan(0);
  // What was asked was waited for: none is lost between two invocations.
  for (const { progress } of outcomes) expect(progress.turn).toBe(progress.state.rounds);
});

test("time that an earlier invocation took counts, and a signal stops it with what there is", async () => {
  const { work } = await comparisonWork([good], [good], { ...quickly, rate: 100, atMost: "20s" });
  const stop = new AbortController();
  setTimeout(() => stop.abort(new Error("the time of the function is up")), 200);
  const { end, progress } = await compareWithBlue(work, stop.signal);
  expect(end).toBe("stopped");
  expect(progress.state.rounds).toBeGreaterThan(5);
  expect(progress.spentMs).toBeGreaterThan(150);
  const late = await compareWithBlue({ ...work, progress: { ...progress, spentMs: 20_000 } }, never);
  expect([late.end, late.judgement.decision]).toEqual(["time", "undecided"]);
});

test("blue's tasks that ECS has stopped are no evidence, and without one it ends", async () => {
  const { work, blue } = await comparisonWork([good], [good, good], { ...quickly, rate: 200 });
  let looks = 0;
  const lookAtBlue = async () => {
    looks += 1;
    return looks === 1 ? blue.slice(0, 1) : [];
  };
  setTimeout(() => blue[1]?.close(), 60);
  setTimeout(() => blue[0]?.close(), 140);
  const { end, judgement, progress } = await compareWithBlue({ ...work, lookAtBlue }, never);
  expect([end, judgement.decision]).toEqual(["blue-gone", "undecided"]);
  expect(looks).toBe(2);
  expect(progress.leftOut.gone).toBeGreaterThan(1);
  expect(progress.blue.probes.errors).toBe(0);
});

test("green's tasks that ECS has taken away are no evidence", async () => {
  const { work, green } = await comparisonWork([good, good, good], [good], { ...quickly, rate: 200 });
  setTimeout(() => green[2]?.close(), 60);
  const lookAtGreen = async () => ({ tasks: green.slice(0, 2), wanted: 3 });
  const { judgement, progress } = await compareWithBlue({ ...work, lookAtGreen }, never);
  expect(judgement.decision).toBe("passed");
  expect(progress.leftOut.lost).toBeGreaterThan(0);
  expect(progress.strict).toBeNull();
});

test("a blue that runs and does not answer is blue's error, looked after once a second", async () => {
  const { work, blue } = await comparisonWork([good], [good], { ...quickly, rate: 200 });
  let looks = 0;
  const lookAtBlue = async () => {
    looks += 1;
    return blue;
  };
  blue[0]?.close();
  const { judgement, progress } = await compareWithBlue({ ...work, lookAtBlue }, never);
  expect(judgement.decision).toBe("passed");
  expect(progress.blue.probes.errors).toBe(progress.state.rounds);
  expect(looks).toBeLessThanOrEqual(3);
});

test("without any task of blue nothing is asked", async () => {
  const { work } = await comparisonWork([bad], []);
  const { end, progress } = await compareWithBlue(work, never);
  expect([end, progress.turn]).toEqual(["blue-gone", 0]);
});

test("a green task whose address does not answer, while blue does, ends it", async () => {
  const hole = await startBlackHole();
  const { work, green } = await comparisonWork([good], [good], { ...quickly, rate: 100 });
  const silent = green.map((task) => ({ ...task, id: "g9", address: hole.address, healthPort: hole.port }));
  const all = [...silent, ...green];
  const { end, silent: found } = await compareWithBlue(
    { ...work, green: all, lookAtGreen: async () => ({ tasks: all, wanted: 2 }) },
    never,
  );
  expect(end).toBe("silent");
  expect(found).toMatchObject({ isGreens: true, round: { pair: { green: { id: "g9" } } } });
});

test("a green that is silent while blue errs is in the same outage, and is not blamed for it", async () => {
  const hole = await startBlackHole();
  const { work, green } = await comparisonWork([good], [bad], { ...quickly, rate: 100, atMost: "1500ms" });
  const silent = green.map((task) => ({ ...task, address: hole.address, healthPort: hole.port }));
  const { end, judgement, progress } = await compareWithBlue(
    { ...work, green: silent, lookAtGreen: async () => ({ tasks: silent, wanted: 1 }) },
    never,
  );
  expect([end, judgement.decision]).toEqual(["time", "environment"]);
  expect(progress.leftOut.green).toBeGreaterThan(10);
});

/** Errs until it has been asked `times`, whoever else was. */
function recovering(times: number): { readonly handle: RequestListener; readonly asked: () => number } {
  let asked = 0;
  const handle: RequestListener = (request, response) => {
    asked += 1;
    (asked > times ? good : bad)(request, response);
  };
  return { handle, asked: () => asked };
}

test("where an outage has taken all of green's tasks, nothing is decided until there are others", async () => {
  const { handle, asked } = recovering(400);
  const { work, green, blue } = await comparisonWork([handle], [handle], { ...quickly, rate: 200 });
  const outages: string[] = [];
  const lookAtGreen: ComparisonWork["lookAtGreen"] = async (_, { outage, met }) => {
    if (asked() > 200) green[0]?.close();
    outages.push(`${outage} ${[...met].join()}`);
    // Blue's task stands in for the one that ECS has started.
    const tasks = asked() > 600 ? blue.map((task) => ({ ...task, id: "g2" })) : asked() > 200 ? [] : green;
    return { tasks, wanted: 1 };
  };
  const { judgement, progress } = await compareWithBlue({ ...work, lookAtGreen }, never);
  expect(judgement.decision).toBe("passed");
  expect(progress.leftOut.lost).toBeGreaterThan(100);
  // Blue alone says that it is over.
  expect(new Set(outages)).toEqual(new Set(["lasts g1", "over g1"]));
});

test("where an outage has taken some of green's tasks, it does not pass before their successors were asked", async () => {
  const { handle, asked } = recovering(300);
  const { work, green } = await comparisonWork([handle, handle, bad], [handle], { ...quickly, rate: 400 });
  const lookAtGreen: ComparisonWork["lookAtGreen"] = async () => {
    const tasks = asked() > 1_500 ? [green[0], green[2]] : green.slice(0, 1);
    return { tasks: tasks.flatMap((task) => task ?? []), wanted: 2 };
  };
  const outcome = await compareWithBlue({ ...work, green: green.slice(0, 2), lookAtGreen }, never);
  expect([outcome.judgement.decision, asked() > 1_500]).toEqual(["failed", true]);
});

test("a green that does not get back what an outage has taken is not passed when time is up", async () => {
  const { handle } = recovering(150);
  const comparison = { ...quickly, rate: 400, atMost: "2s" } as const;
  const { work, green } = await comparisonWork([handle, handle], [handle], comparison);
  const lookAtGreen = async () => ({ tasks: green.slice(0, 1), wanted: 2 });
  const { end, judgement } = await compareWithBlue({ ...work, lookAtGreen }, never);
  expect([end, judgement.decision]).toEqual(["time", "passed"]);
});

test("gone on with in an outage without a task of green's, it waits for one", async () => {
  const { handle } = recovering(200);
  const { work, green } = await comparisonWork([handle], [handle], { ...quickly, rate: 400 });
  const pause = AbortSignal.timeout(150);
  const before = await compareWithBlue({ ...work, pause }, never);
  let looks = 0;
  const lookAtGreen = async () => {
    looks += 1;
    return { tasks: looks > 2 ? green : [], wanted: 1 };
  };
  const { end, judgement } = await compareWithBlue(
    { ...work, green: [], lookAtGreen, progress: before.progress },
    never,
  );
  expect([end, judgement.decision, before.end]).toEqual(["decided", "passed", "stopped"]);
  // As AWS is asked: whoever is stopped meanwhile is told so.
  const lookAtNone: ComparisonWork["lookAtGreen"] = async (_, __, signal) => {
    await wait(20, signal);
    return { tasks: [], wanted: 1 };
  };
  const none = { ...work, green: [], lookAtGreen: lookAtNone, progress: before.progress };
  expect((await compareWithBlue({ ...none, pause: AbortSignal.timeout(150) }, never)).end).toBe("stopped");
});

test("what was asked of blue alone before is counted as learned, and as no round", async () => {
  const { work } = await comparisonWork([good], [good], { ...quickly, learnBlue: "50ms" });
  const { judgement, progress } = await compareWithBlue(work, never);
  expect(judgement.decision).toBe("passed");
  expect(progress).toMatchObject({ learned: 50, state: { rounds: 123, errors: { bursts: { rounds: 173 } } } });
});
