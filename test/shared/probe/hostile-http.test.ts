import { expect, test } from "vitest";
import { runProbe } from "../../../shared/probe/run-probe.ts";
import { HOSTILE_HTTP } from "../../support/probe/hostile-http.ts";
import { watchMemory, watchSockets } from "../../support/probe/watch-resources.ts";

const never = new AbortController().signal;
/** More than the largest limit keeps, and much less than the bombs would. */
const MOST_MEMORY = 96 * 1024 * 1024;

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
