import type { RequestListener } from "node:http";
import { expect, test } from "vitest";

import { checkTarget } from "../../../rehearsal/elb/health-check.ts";
import { parseMatcher } from "../../../rehearsal/elb/matcher.ts";
import { HEALTH_CHECK } from "./start-load-balancer.ts";
import { startTarget } from "./start-target.ts";

const SETTINGS = { ...HEALTH_CHECK, path: "/health", timeoutSeconds: 0.04 };
const check = async (
  address: { id: string; port: number },
  settings = SETTINGS,
  signal = new AbortController().signal,
): ReturnType<typeof checkTarget> => await checkTarget(address, settings, parseMatcher(settings.matcher), signal);

const answers: { rule: string; handle: RequestListener; reason: string; description: string }[] = [
  {
    rule: "answers with a code outside the matcher",
    handle: (_incoming, outgoing) => outgoing.writeHead(503).end(),
    reason: "Target.ResponseCodeMismatch",
    description: "Health checks failed with these codes: [503]",
  },
  {
    rule: "does not answer in time",
    handle: () => {},
    reason: "Target.Timeout",
    description: "Request timed out",
  },
  {
    rule: "begins an answer and does not end it in time",
    handle: (_incoming, outgoing) => outgoing.writeHead(200).write("x"),
    reason: "Target.Timeout",
    description: "Request timed out",
  },
  {
    rule: "resets the connection",
    handle: (incoming) => incoming.socket.resetAndDestroy(),
    reason: "Target.FailedHealthChecks",
    description: "Health checks failed",
  },
  {
    rule: "does not speak HTTP",
    handle: (incoming) => incoming.socket.end("220 mail ready\r\n"),
    reason: "Target.FailedHealthChecks",
    description: "Health checks failed",
  },
];

test.for(answers)("a target that $rule fails with $reason", async ({ handle, reason, description }) => {
  const target = await startTarget("127.0.3.7", handle);
  expect(await check(target)).toEqual({ ok: false, health: { state: "unhealthy", reason, description } });
});

test("a target where nothing listens fails with Target.FailedHealthChecks", async () => {
  const { id, port, server } = await startTarget("127.0.3.7", () => {});
  server.close();
  expect(await check({ id, port })).toMatchObject({ ok: false, health: { reason: "Target.FailedHealthChecks" } });
});

test.for(["/ a b", "", "/\n", "/größe"])("a path %j that no request can have is a check that fails", async (path) => {
  const target = await startTarget("127.0.3.7", (_incoming, outgoing) => outgoing.end());
  const outcome = await check(target, { ...SETTINGS, path });
  expect(outcome).toMatchObject({ ok: false, health: { reason: "Target.FailedHealthChecks" } });
});

test("each check asks for the configured path on a connection of its own and says who it is", async () => {
  const seen: unknown[] = [];
  const target = await startTarget("127.0.3.7", (incoming, outgoing) => {
    seen.push([incoming.url, incoming.headers["user-agent"], incoming.headers.host]);
    outgoing.end("ok");
  });
  let connections = 0;
  target.server.on("connection", () => (connections += 1));
  expect([await check(target), await check(target)]).toEqual([{ ok: true }, { ok: true }]);
  const expected = ["/health", "ELB-HealthChecker/2.0", `127.0.3.7:${target.port}`];
  expect([connections, seen]).toEqual([2, [expected, expected]]);
});

test("a health check port of its own is asked instead of the traffic port", async () => {
  const admin = await startTarget("127.0.3.7", (_incoming, outgoing) => outgoing.end());
  expect(await check({ id: "127.0.3.7", port: 1 }, { ...SETTINGS, port: String(admin.port) })).toEqual({ ok: true });
});

test("an aborted check rejects with the signal's reason", async () => {
  const controller = new AbortController();
  const target = await startTarget("127.0.3.7", () => controller.abort(new Error("enough")));
  await expect(check(target, SETTINGS, controller.signal)).rejects.toThrow("enough");
});
