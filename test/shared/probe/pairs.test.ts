import { expect, test } from "vitest";
import { samplePairs, type AnsweredPair, type Pair } from "../../../shared/probe/pairs.ts";
import type { Target } from "../../../shared/probe/target.ts";
import { httpProbe } from "../../support/probe/probes.ts";
import { startHttp, startTcp } from "../../support/probe/start-server.ts";

const never = new AbortController().signal;
const ends = { asking: never, waiting: never };
const eager = { perSecond: 500, inFlight: 100 };

async function startSide(answerMs: (request: number) => number = () => 0) {
  const at: number[] = [];
  const { target, connections } = await startHttp((_request, response) => {
    at.push(performance.now());
    const ms = answerMs(at.length);
    if (ms === 0) response.end();
    else setTimeout(() => response.end(), ms);
  });
  return { target, connections, at };
}

const pairOf = (subject: Target, control: Target, controlFirst = false): Pair => {
  return { probe: httpProbe({ timeout: "150ms" }), subject, control, controlFirst };
};

async function take(count: number, pairs: AsyncGenerator<AnsweredPair<Pair>>): Promise<AnsweredPair<Pair>[]> {
  const taken: AnsweredPair<Pair>[] = [];
  for await (const one of pairs) if (taken.push(one) === count) break;
  return taken;
}

test("both of a pair are asked at the same instant, each on a connection of its own", async () => {
  const [subject, control] = await Promise.all([startSide(), startSide()]);
  let turn = 0;
  const next = () => pairOf(subject.target, control.target, (turn += 1) % 2 === 0);
  const answered = await take(20, samplePairs(next, eager, ends));
  expect(answered.every((pair) => pair.subject.kind === "passed" && pair.control.kind === "passed")).toBe(true);
  const apart = subject.at.slice(0, 20).map((at, index) => Math.abs(at - (control.at[index] ?? Infinity)));
  expect(apart.toSorted((a, b) => a - b)[10]).toBeLessThan(5);
  expect(subject.connections.length).toBeGreaterThanOrEqual(20);
  expect(control.connections.length).toBeGreaterThanOrEqual(20);
});

test("an outcome is that of whom it is said to be, whoever was asked first", async () => {
  const good = await startSide();
  const bad = await startHttp((_request, response) => void response.writeHead(500).end());
  for (const controlFirst of [true, false]) {
    const next = () => pairOf(bad.target, good.target, controlFirst);
    const [answered] = await take(1, samplePairs(next, eager, ends));
    expect([answered?.subject.kind, answered?.control.kind]).toEqual(["failed", "passed"]);
  }
});

test("pairs come in the order in which they were asked, whichever answers first", async () => {
  const slow = await startSide((request) => (request % 3 === 1 ? 60 : 0));
  const quick = await startSide();
  let turn = 0;
  const next = () => ({ ...pairOf(slow.target, quick.target), turn: (turn += 1) });
  const turns: number[] = [];
  for await (const { pair } of samplePairs(next, eager, ends)) if (turns.push(pair.turn) === 12) break;
  expect(turns).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
});

test("when no more are to be asked, those that were asked are waited for", async () => {
  const side = await startSide(() => 60);
  const asking = new AbortController();
  let asked = 0;
  const next = () => {
    asked += 1;
    if (asked === 5) asking.abort();
    return pairOf(side.target, side.target);
  };
  const answered = await take(100, samplePairs(next, eager, { asking: asking.signal, waiting: never }));
  expect(answered).toHaveLength(5);
});

test("no more are in flight than may be, and a silent one is an outcome", async () => {
  const silent = await startTcp((socket) => void socket.resume());
  const quick = await startSide();
  const next = () => pairOf(silent.target, quick.target);
  const [answered] = await take(1, samplePairs(next, { perSecond: 500, inFlight: 3 }, ends));
  expect(answered?.subject).toMatchObject({ kind: "failed", observed: "no answer in 150 ms" });
  expect(silent.connections.length).toBeLessThanOrEqual(2 * 3);
});

test("an aborted signal ends it with its reason", async () => {
  const silent = await startTcp((socket) => void socket.resume());
  const waiting = new AbortController();
  setTimeout(() => waiting.abort(new Error("enough")), 20);
  const next = () => pairOf(silent.target, silent.target);
  await expect(take(1, samplePairs(next, eager, { asking: never, waiting: waiting.signal }))).rejects.toThrow("enough");
});
