import { expect, test } from "vitest";
import type { Outcome } from "../../../shared/probe/outcome.ts";
import { runProbe } from "../../../shared/probe/run-probe.ts";
import { HOSTILE_TLS } from "../../support/probe/hostile-tls.ts";
import type { HostileTlsPeer } from "../../support/probe/hostile-tls/hostile-tls-peer.ts";
import { watchMemory, watchSockets } from "../../support/probe/watch-resources.ts";

/** What a busy machine may add. */
const SLACK_MS = 500;
const never = new AbortController().signal;
const MOST_MEMORY = 64 * 1024 * 1024;

test.for(HOSTILE_TLS)("a peer $is", async ({ start, probe, kind, observed, likelyCause, decisive = false }) => {
  const { target } = await start();
  const sockets = watchSockets();
  const grown = watchMemory();
  const outcome = await runProbe(probe, target, never);
  expect(outcome.kind).toBe(kind);
  const { observed: said, likelyCause: why, decisive: alone } = wordsOf(outcome);
  expect(said).toMatch(observed);
  expect(why).toMatch(likelyCause);
  expect(alone).toBe(decisive);
  expect(outcome.latencyMs).toBeLessThan(probe.timeoutMs + SLACK_MS);
  expect(grown()).toBeLessThan(MOST_MEMORY);
  expect(sockets).toHaveLength(1);
  expect(sockets.every(({ destroyed }) => destroyed)).toBe(true);
  await expect.poll(() => sockets.every(({ closed }) => closed)).toBe(true);
});

function wordsOf(outcome: Outcome): Pick<HostileTlsPeer, "decisive"> & { observed: string; likelyCause: string } {
  if (outcome.kind !== "failed") return { observed: outcome.kind, likelyCause: "none", decisive: false };
  const { observed, likelyCause = "none", decisive } = outcome;
  return { observed, likelyCause, decisive };
}
