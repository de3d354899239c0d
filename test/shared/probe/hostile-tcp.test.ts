import { expect, test } from "vitest";
import { runProbe } from "../../../shared/probe/run-probe.ts";
import { HOSTILE_TCP } from "../../support/probe/hostile-tcp.ts";
import { watchMemory, watchSockets } from "../../support/probe/watch-resources.ts";

/** What a busy machine may add. */
const SLACK_MS = 500;
const never = new AbortController().signal;
/** More than the limit keeps and what one of the peers is sent, and much less than the floods would. */
const MOST_MEMORY = 80 * 1024 * 1024;

test.for(HOSTILE_TCP)("a peer $is", async ({ start, probe, kind, observed }) => {
  const { target } = await start();
  const sockets = watchSockets();
  const grown = watchMemory();
  const outcome = await runProbe(probe, target, never);
  expect(outcome.kind).toBe(kind);
  expect(outcome.kind === "passed" ? "passed" : outcome.observed).toMatch(observed);
  expect(outcome.latencyMs).toBeLessThan(probe.timeoutMs + SLACK_MS);
  expect(grown()).toBeLessThan(MOST_MEMORY);
  expect(sockets).toHaveLength(1);
  expect(sockets.every(({ destroyed }) => destroyed)).toBe(true);
  await expect.poll(() => sockets.every(({ closed }) => closed)).toBe(true);
});
