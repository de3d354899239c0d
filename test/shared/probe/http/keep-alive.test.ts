import { once } from "node:events";
import { expect, onTestFinished, test } from "vitest";
import { Connections } from "../../../../shared/probe/connections.ts";
import { get } from "../../../../shared/probe/http/http-probe.ts";
import { runProbe } from "../../../../shared/probe/run-probe.ts";
import type { Target } from "../../../../shared/probe/target.ts";
import type { Outcome } from "../../../../shared/probe/outcome.ts";
import { said } from "../../../support/probe/probes.ts";
import { selfSigned } from "../../../support/probe/self-signed.ts";
import { startHttp, startHttps, startTcp } from "../../../support/probe/start-server.ts";

const probe = get("/health", { keepAlive: true, timeout: "2s" }).expect(200);

interface Keeping {
  readonly connections: Connections;
  readonly ask: (target: Target, asked?: typeof probe) => Promise<Outcome>;
}

function keeping(): Keeping {
  const connections = new Connections();
  onTestFinished(() => connections[Symbol.asyncDispose]());
  const { signal } = new AbortController();
  return { connections, ask: (target, asked = probe) => runProbe(asked, target, signal, { connections }) };
}

test("probes that ask for it share one connection, whose phases are counted once", async () => {
  const { ask, connections } = keeping();
  const server = await startHttp((_request, response) => response.end("ok"));
  const first = await ask(server.target);
  expect(Object.keys(first.phases)).toEqual(["connect", "request", "firstByte", "body"]);
  for (let probes = 0; probes < 3; probes += 1) {
    const next = await ask(server.target);
    expect(Object.keys(next.phases)).toEqual(["request", "firstByte", "body"]);
  }
  expect(server.connections).toHaveLength(1);
  await ask(server.target, get("/health").expect(200));
  expect(server.connections).toHaveLength(2);
  await connections[Symbol.asyncDispose]();
  await expect.poll(() => server.connections.every(({ destroyed }) => destroyed)).toBe(true);
});

test("probes at once never wait for each other's connection", async () => {
  const { ask } = keeping();
  let waiting: (() => void)[] = [];
  const { target, connections } = await startHttp((_request, response) => {
    waiting.push(() => void response.end());
    if (waiting.length < 5) return;
    for (const answer of waiting) answer();
    waiting = [];
  });
  for (let round = 0; round < 2; round += 1) {
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => ask(target)));
    expect(outcomes.map(said)).toEqual(Array(5).fill("passed"));
  }
  expect(connections).toHaveLength(5);
});

test("a connection is kept for one host and one target alone, and without a run for none", async () => {
  const { ask } = keeping();
  const { target, connections } = await startHttp((_request, response) => response.end());
  await ask(target);
  await ask(target, get("/health", { keepAlive: true, host: "other.example" }).expect(200));
  await ask({ ...target, host: "shop.example" });
  expect(connections).toHaveLength(3);
  await ask({ ...target, host: "shop.example" });
  expect(connections).toHaveLength(3);
  const { signal } = new AbortController();
  await runProbe(probe, target, signal);
  await runProbe(probe, target, signal);
  expect(connections).toHaveLength(5);
});

test("over TLS, what the handshake showed is told of every answer", async () => {
  const { ask } = keeping();
  const pair = selfSigned("shop.example");
  const { target, connections } = await startHttps(pair, (_request, response) => response.end());
  const secure = { ...target, host: "shop.example", tls: { ca: pair.cert } };
  for (let probes = 0; probes < 2; probes += 1) {
    const outcome = await ask(secure);
    expect(outcome).toMatchObject({ kind: "passed", answer: { tls: { version: "TLSv1.3" } } });
  }
  // Node lists a connection over TLS as it was accepted: once.
  expect(connections).toHaveLength(1);
});

test("a connection that the peer closed meanwhile is not used again", async () => {
  const { ask } = keeping();
  const { target, connections } = await startHttp((_request, response) => response.end());
  await ask(target);
  connections[0]?.end();
  await once(connections[0] ?? process, "close");
  await new Promise(setImmediate);
  expect(said(await ask(target))).toBe("passed");
  expect(connections).toHaveLength(2);
});

test("a kept connection on which nobody answers any more says that it was kept", async () => {
  const { ask } = keeping();
  const { target, connections } = await startTcp((socket) => {
    socket.once("data", () => {
      socket.write("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
      socket.once("data", () => socket.end());
    });
  });
  expect(said(await ask(target))).toBe("passed");
  const outcome = await ask(target);
  expect(outcome).toMatchObject({
    kind: "failed",
    observed: "connection closed before an answer",
    likelyCause: expect.stringContaining("kept from an earlier probe"),
  });
  expect(connections).toHaveLength(1);
  expect(said(await ask(target))).toBe("passed");
  expect(connections).toHaveLength(2);
});

test.for([
  ["a second answer", "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nokHTTP/1.1 500 \r\ncontent-length: 0\r\n\r\n"],
  ["more than its length", "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nokay"],
  ["what it said would close", "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\nok"],
])("an answer with %s is not followed by another on its connection", async ([, answer = ""]) => {
  const { ask } = keeping();
  const { target, connections } = await startTcp((socket) => void socket.on("data", () => socket.write(answer)));
  for (let probes = 1; probes <= 3; probes += 1) {
    expect(said(await ask(target))).toBe("passed");
    expect(connections).toHaveLength(probes);
  }
});
