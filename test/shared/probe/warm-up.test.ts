import type { RequestListener } from "node:http";
import { expect, test } from "vitest";
import { identityHeader, is } from "../../../shared/probe/identity.ts";
import { within } from "../../../shared/probe/http/within.ts";
import { warmUp } from "../../../shared/probe/warm-up.ts";
import type { Probe } from "../../../shared/probe/probers.ts";
import { httpProbe } from "../../support/probe/probes.ts";
import { closedPort, isGone, startHttp } from "../../support/probe/start-server.ts";

const never = new AbortController().signal;

async function serve(handle: RequestListener, probe: Probe = httpProbe(), member = "a") {
  const { target } = await startHttp(handle);
  return { member, target, probe };
}

/** Answers with each of `codes` in turn, and then with the last for ever; 0 is silence. */
function answering(...codes: readonly number[]): RequestListener {
  let requests = 0;
  return (_request, response) => {
    const code = codes[Math.min(requests, codes.length - 1)] ?? 0;
    requests += 1;
    if (code !== 0) response.writeHead(code).end();
  };
}

test("each assignment is asked until it passes once, by itself", async () => {
  const assignments = [await serve(answering(503, 503, 200)), await serve(answering(200, 503), undefined, "b")];
  const warm = await warmUp(assignments, { withinMs: 2_000, everyMs: 5 }, never);
  expect(warm.map(({ last, attempts }) => [last?.kind, attempts])).toEqual([
    ["passed", 3],
    ["passed", 1],
  ]);
});

test("a slow first answer passes: latency is not judged", async () => {
  const slow = await serve(
    (_request, response) => setTimeout(() => response.end(), 20),
    httpProbe().expect(within("1ms")),
  );
  expect(await warmUp([slow], { withinMs: 1_000, everyMs: 5 }, never)).toMatchObject([{ last: { kind: "passed" } }]);
});

test("an answer of another version does not pass", async () => {
  const other = await serve(answering(200), httpProbe().expect(is(identityHeader("x-release"), "42", "here")));
  const warm = await warmUp([other], { withinMs: 80, everyMs: 5 }, never);
  expect(warm).toMatchObject([{ last: { kind: "failed", decisive: true } }]);
});

test("it ends at its deadline with the last outcome", async () => {
  const refusing = { member: "b", target: await closedPort(), probe: httpProbe() };
  const assignments = [
    await serve(answering(503)),
    refusing,
    await serve(answering(0)),
    await serve(answering(500, 0)),
  ];
  const startedAt = performance.now();
  const warm = await warmUp(assignments, { withinMs: 150, everyMs: 5 }, never);
  expect(performance.now() - startedAt).toBeLessThan(1_000);
  expect(warm.map(({ last }) => last?.kind === "failed" && last.observed)).toEqual([
    "status 503",
    "connection refused",
    // Less than the probe's own time-out, so that there is an outcome at all.
    "no answer in 100 ms",
    expect.stringMatching(/^no answer|^status 500/),
  ]);
});

test("an aborted warm-up resolves with what it saw", async () => {
  const controller = new AbortController();
  let requests = 0;
  // At its second request, the outcome of its first is there.
  const failingTwice: RequestListener = (_request, response) => {
    requests += 1;
    if (requests === 2) controller.abort();
    response.writeHead(503).end();
  };
  const assignments = [await serve(failingTwice), await serve(answering(0))];
  const [failing, silent] = await warmUp(assignments, { withinMs: 10_000, everyMs: 5 }, controller.signal);
  expect(failing).toMatchObject({ last: { kind: "failed", observed: "status 503" } });
  expect(silent).toMatchObject({ last: undefined, attempts: 0 });
});

test("a connection that a probe keeps serves its next attempt, and is closed in the end", async () => {
  const { target, connections } = await startHttp(answering(503, 503, 200));
  const assignment = { member: "a", target, probe: httpProbe({ keepAlive: true }) };
  expect(await warmUp([assignment], { withinMs: 2_000, everyMs: 1 }, never)).toMatchObject([{ attempts: 3 }]);
  expect(connections).toHaveLength(1);
  await expect.poll(() => connections.every(isGone)).toBe(true);
});

test.for([
  { withinMs: 0, everyMs: 1 },
  { withinMs: Number.NaN, everyMs: 1 },
  { withinMs: 10, everyMs: Number.NaN },
])("limits that are no times are refused: %j", async (limits) => {
  await expect(warmUp([], limits, never)).rejects.toThrow(RangeError);
});
