import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { runProbe } from "../../../shared/probe/run-probe.ts";
import { HOSTILE_HTTP } from "../../support/probe/hostile-http.ts";

const never = new AbortController().signal;
/** More than the largest limit keeps, and much less than the bombs would. */
const MOST_MEMORY = 96 * 1024 * 1024;

/** Every connection that this process opens while the test runs. */
function watchSockets(): readonly Socket[] {
  const sockets: Socket[] = [];
  const see = (message: unknown): void => void sockets.push((message as { socket: Socket }).socket);
  subscribe("net.client.socket", see);
  onTestFinished(() => void unsubscribe("net.client.socket", see));
  return sockets;
}

/** The most that buffers and objects outside the heap grow by. */
function watchMemory(): () => number {
  const before = process.memoryUsage().external;
  let most = 0;
  const look = (): void => void (most = Math.max(most, process.memoryUsage().external - before));
  const timer = setInterval(look, 2);
  onTestFinished(() => clearInterval(timer));
  return () => most;
}

test.for(HOSTILE_HTTP)("a peer $is", async ({ start, probe, kind, observed }) => {
  const { target } = await start();
  const sockets = watchSockets();
  const grown = watchMemory();
  const outcome = await runProbe(probe, target, never);
  expect(outcome.kind).toBe(kind);
  expect(outcome.kind === "passed" ? "" : outcome.observed).toMatch(observed);
  expect(outcome.latencyMs).toBeLessThan(probe.timeoutMs + 100);
  expect(grown()).toBeLessThan(MOST_MEMORY);
  expect(sockets.length).toBeGreaterThan(0);
  expect(sockets.every(({ destroyed }) => destroyed)).toBe(true);
  await expect.poll(() => sockets.every(({ closed }) => closed)).toBe(true);
});
