import { getEventListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { describeProbe, runProbe } from "../../../shared/probe/probe.ts";
import { probeTcp, type TcpProbe } from "../../../shared/probe/tcp.ts";
import { httpProbe, said } from "../../support/probe/probes.ts";
import { startBlackHole } from "../../support/probe/start-black-hole.ts";
import { closedPort, startTcp } from "../../support/probe/start-server.ts";

const probe: TcpProbe = { protocol: "tcp", timeoutMs: 60 };
const never = new AbortController().signal;

test("an open port passes, and its connection is closed", async () => {
  const { target, connections } = await startTcp((socket) => void socket.resume());
  expect(said(await probeTcp(probe, target, never))).toBe("passed");
  await expect.poll(() => connections[0]?.readableEnded).toBe(true);
});

test("a closed port has failed", async () => {
  expect(said(await runProbe(probe, await closedPort(), never))).toBe(
    "failed: expected an open port, observed connection refused",
  );
});

test("a port that nothing comes back from is no evidence, and ends with the time-out", async () => {
  const outcome = await probeTcp(probe, await startBlackHole(), never);
  expect(said(outcome)).toMatch(/^error \(way\): no connection in time/);
  expect(outcome.latencyMs).toBeLessThan(500);
});

test("a name that does not resolve is the prober's fault", async () => {
  const target = { address: "no-such-service.invalid", port: 80, label: "listener" };
  expect(said(await probeTcp({ ...probe, timeoutMs: 5_000 }, target, never))).toMatch(/^error \(prober\): the name/);
});

test("an aborted probe rejects with the signal's reason, and one that ended leaves no listener on the signal", async () => {
  const hole = await startBlackHole();
  const controller = new AbortController();
  const outcome = probeTcp({ ...probe, timeoutMs: 5_000 }, hole, controller.signal);
  await sleep(10);
  controller.abort(new Error("enough"));
  await expect(outcome).rejects.toThrow("enough");
  const { target } = await startTcp((socket) => void socket.resume());
  const alive = new AbortController();
  for (let probes = 0; probes < 20; probes += 1) await runProbe(probe, target, alive.signal);
  expect(getEventListeners(alive.signal, "abort")).toHaveLength(0);
});

test("a probe has a name without its target", () => {
  expect([describeProbe(probe), describeProbe(httpProbe({ method: "HEAD" }))]).toEqual([
    "TCP connection",
    "HEAD /health",
  ]);
});
