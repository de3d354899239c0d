import { expect, test } from "vitest";
import { runProbe } from "../../../shared/probe/run-probe.ts";
import { HOSTILE_HTTP2 } from "../../support/probe/hostile-http2.ts";
import { watchSockets } from "../../support/probe/watch-resources.ts";

const never = new AbortController().signal;
/** What a peer may send before it is stopped is in flight, once in each buffer: no more. */
const MOST_MEMORY = 32 * 1024 * 1024;

test.for(HOSTILE_HTTP2)("a peer over HTTP/2 $is", async ({ start, probe, kind, observed }) => {
  const { target } = await start();
  const sockets = watchSockets();
  const before = process.memoryUsage().external;
  const outcome = await runProbe(probe, target, never);
  expect(process.memoryUsage().external - before).toBeLessThan(MOST_MEMORY);
  expect(outcome.kind === "passed" ? "" : outcome.observed).toMatch(observed);
  expect(outcome.kind).toBe(kind);
  expect(outcome.latencyMs).toBeLessThan(probe.timeoutMs + 100);
  expect(sockets).toHaveLength(1);
  expect(sockets.every(({ destroyed }) => destroyed)).toBe(true);
  await expect.poll(() => sockets.every(({ closed }) => closed)).toBe(true);
});
