import type { IncomingMessage, ServerResponse } from "node:http";
import { networkInterfaces } from "node:os";
import type { TLSSocket } from "node:tls";
import tls from "node:tls";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test, vi } from "vitest";
import { get, head, post } from "../../../../shared/probe/http/http-probe.ts";
import { runProbe } from "../../../../shared/probe/run-probe.ts";
import { Secret } from "../../../../shared/probe/secret.ts";
import { said } from "../../../support/probe/probes.ts";
import { selfSigned } from "../../../support/probe/self-signed.ts";
import { startBlackHole } from "../../../support/probe/start-black-hole.ts";
import { startHttp, startHttps, startRaw, startTcp } from "../../../support/probe/start-server.ts";

const never = new AbortController().signal;
const health = get("/health").expect(200);
const shop = selfSigned("shop.example");

/** Takes `certificate` for one of an authority, as long as the test runs. */
function trust(certificate: string): void {
  const before = tls.getCACertificates("default");
  tls.setDefaultCACertificates([...before, certificate]);
  onTestFinished(() => tls.setDefaultCACertificates(before));
}

test("a probe connects to the given address alone, and sends the given path, host, headers and body", async () => {
  const seen: unknown[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { host, "x-team": team, "user-agent": agent, "accept-encoding": encoding } = request.headers;
    const body = (await request.toArray()).join("");
    seen.push([request.method, request.url, host, team, agent, encoding, body]);
    response.end();
  };
  const { target } = await startHttp((request, response) => void answer(request, response), "127.0.0.9");
  const probe = post("/a?b=c", { host: "shop.example", headers: { "X-Team": "web" }, text: "é" }).expect(200);
  expect(said(await runProbe(probe, target, never))).toBe("passed");
  const own = get("/a", { headers: { Host: "own.example", "User-Agent": "own" }, accept: ["br", "gzip"] }).expect(200);
  expect(said(await runProbe(own, target, never))).toBe("passed");
  expect(said(await runProbe(head("/health").expect(200), target, never))).toBe("passed");
  expect(said(await runProbe(health, { ...target, host: "target.example" }, never))).toBe("passed");
  expect(seen).toEqual([
    ["POST", "/a?b=c", "shop.example", "web", "verdigris", "identity", "é"],
    ["GET", "/a", "own.example", undefined, "own", "br, gzip", ""],
    ["HEAD", "/health", `127.0.0.9:${target.port}`, undefined, "verdigris", "identity", ""],
    ["GET", "/health", "target.example", undefined, "verdigris", "identity", ""],
  ]);
});

test("an answer tells all that came, and parses its body when it is looked at", async () => {
  const { target } = await startHttp((_request, response) => {
    response.setHeader("set-cookie", ["a=1", "b=2"]);
    response.end('{"ready":true}');
  });
  const outcome = await runProbe(health, target, never);
  if (outcome.kind !== "passed") throw new Error(said(outcome));
  const { answer, phases } = outcome;
  expect(answer).toMatchObject({ status: 200, version: "1.1", text: '{"ready":true}', body: { ready: true } });
  expect(answer).toMatchObject({ size: 14, sizeOnWire: 14, encoding: undefined, tls: undefined, redirects: [] });
  expect(answer.headers["set-cookie"]).toEqual(["a=1", "b=2"]);
  expect(Object.keys(phases)).toEqual(["connect", "request", "firstByte", "body"]);
  const sum = Object.values(phases).reduce((all, each) => all + each, 0);
  expect(Math.abs(answer.latencyMs - sum)).toBeLessThan(5);
  const text = await startRaw("HTTP/1.0 200 OK\r\n\r\n\ufeffnot JSON");
  const other = await runProbe(health, text.target, never);
  if (other.kind !== "passed") throw new Error(said(other));
  expect(other.answer.version).toBe("1.0");
  expect(() => other.answer.body).toThrow(SyntaxError);
});

test("a version in pieces is read as one", async () => {
  const { target } = await startTcp((socket) => {
    socket.setNoDelay(true);
    void (async () => {
      for (const piece of ["H", "TTP/1", ".0 2", "00 OK\r\n\r\n"]) {
        socket.write(piece);
        await sleep(2);
      }
      socket.end();
    })();
  });
  expect(await runProbe(health, target, never)).toMatchObject({ kind: "passed", answer: { version: "1.0" } });
});

test("a redirect is an answer, and is not followed", async () => {
  const live = await startHttp((_request, response) => response.end("the version that customers use"));
  const { target } = await startHttp((_request, response) => {
    response.writeHead(302, { location: `http://127.0.0.1:${live.target.port}/health` }).end();
  });
  expect(said(await runProbe(health, target, never))).toBe("failed: expected status 200, observed status 302");
  expect(said(await runProbe(get("/health").expect("200,302"), target, never))).toBe("passed");
  expect(live.connections).toHaveLength(0);
});

test("a proxy that the environment names is not used", async () => {
  const proxy = await startHttp((_request, response) => response.end());
  const { target } = await startHttp((_request, response) => response.end());
  for (const name of ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"]) {
    vi.stubEnv(name, `http://127.0.0.1:${proxy.target.port}`);
  }
  vi.stubEnv("NODE_USE_ENV_PROXY", "1");
  onTestFinished(() => void vi.unstubAllEnvs());
  expect(said(await runProbe(health, target, never))).toBe("passed");
  expect(proxy.connections).toHaveLength(0);
});

test("every probe has a connection of its own, which is closed after it", async () => {
  const { target, connections } = await startHttp((_request, response) => response.end("ok"));
  for (let probes = 0; probes < 3; probes += 1) await runProbe(health, target, never);
  expect(connections).toHaveLength(3);
  await expect.poll(() => connections.every(({ destroyed }) => destroyed)).toBe(true);
});

test("the certificate is verified for the given name, which is sent as SNI, in a full handshake each time", async () => {
  trust(shop.cert);
  const seen: unknown[] = [];
  const { target, connections } = await startHttps(shop, (request, response) => {
    const socket = request.socket as TLSSocket;
    seen.push([Reflect.get(socket, "servername"), socket.alpnProtocol, socket.isSessionReused()]);
    response.end();
  });
  const secure = { ...target, tls: {} };
  const probe = get("/health", { host: "shop.example:8443" }).expect(200);
  const outcome = await runProbe(probe, secure, never);
  expect(outcome).toMatchObject({ kind: "passed", request: `GET https://127.0.0.1:${target.port}/health` });
  expect(Object.keys(outcome.phases)).toEqual(["connect", "tls", "request", "firstByte", "body"]);
  const facts = outcome.kind === "passed" ? outcome.answer.tls : undefined;
  expect(facts).toMatchObject({ version: "TLSv1.3", problem: undefined });
  expect(facts?.chain[0]?.subjectaltname).toBe("DNS:shop.example");
  expect(said(await runProbe(probe, secure, never))).toBe("passed");
  expect(seen).toEqual([
    ["shop.example", "http/1.1", false],
    ["shop.example", "http/1.1", false],
  ]);
  const other = await runProbe(get("/health", { host: "other.example" }).expect(200), secure, never);
  expect(said(other)).toMatch(/^failed.*, observed a certificate .*\(ERR_TLS_CERT_ALTNAME_INVALID\)$/);
  await expect.poll(() => connections.every(({ destroyed }) => destroyed)).toBe(true);
});

test("that the certificate is not for an address which the prober took for lack of a name is the prober's fault", async () => {
  trust(shop.cert);
  const { target } = await startHttps(shop, (_request, response) => response.end());
  expect(said(await runProbe(health, { ...target, tls: {} }, never))).toMatch(/^error \(prober\): .* set `host`/);
});

test("a certificate for the address itself verifies without a name", async () => {
  const pair = selfSigned("127.0.0.1");
  trust(pair.cert);
  const { target } = await startHttps(pair, (_request, response) => response.end());
  expect(said(await runProbe(health, { ...target, tls: {} }, never))).toBe("passed");
});

test("a certificate that the peer signed itself fails, unless the target's is not to be verified, or that is its authority", async () => {
  const { target } = await startHttps(shop, (_request, response) => response.end());
  const probe = get("/health", { host: "shop.example" }).expect(200);
  const refused = await runProbe(probe, { ...target, tls: {} }, never);
  expect(said(refused)).toMatch(/^failed.*, observed a certificate .*\(DEPTH_ZERO_SELF_SIGNED_CERT\)$/);
  expect(refused).toHaveProperty("likelyCause", expect.stringContaining("unverifiedTaskCertificates"));
  const unverified = await runProbe(probe, { ...target, tls: { verify: false } }, never);
  expect(unverified).toMatchObject({ kind: "passed", answer: { tls: { problem: "DEPTH_ZERO_SELF_SIGNED_CERT" } } });
  expect(said(await runProbe(probe, { ...target, tls: { ca: shop.cert } }, never))).toBe("passed");
});

test("a peer that takes the connection but not the TLS handshake has failed", async () => {
  const silent = await startTcp(() => undefined);
  const plain = await startHttp((_request, response) => response.end());
  const closing = await startTcp((socket) => void socket.once("data", () => socket.end()));
  const probe = get("/health", { timeout: "120ms" }).expect(200);
  expect(said(await runProbe(probe, { ...silent.target, tls: {} }, never))).toBe(
    "failed: expected status 200, observed no TLS handshake in 120 ms",
  );
  expect(said(await runProbe(probe, { ...plain.target, tls: {} }, never))).toMatch(/^failed: .*TLS/);
  expect(said(await runProbe(probe, { ...closing.target, tls: {} }, never))).toMatch(
    /^failed: .* connection (closed|reset) /,
  );
  const secure = await startHttps(shop, (_request, response) => response.end());
  expect(said(await runProbe(health, secure.target, never))).toMatch(/^failed: /);
});

const hasIPv6 = Object.values(networkInterfaces()).some((addresses) =>
  addresses?.some(({ address }) => address === "::1"),
);

test.runIf(hasIPv6)("an IPv6 address is written and connected to as one", async () => {
  const { target, close } = await startHttp((_request, response) => response.end(), "::1");
  expect(said(await runProbe(health, target, never))).toBe("passed");
  close();
  expect(await runProbe(health, target, never)).toMatchObject({ request: `GET http://[::1]:${target.port}/health` });
});

test("a reset while nobody listens does not crash the process", async () => {
  const { target } = await startTcp((socket) => void socket.resetAndDestroy());
  const outcomes = await Promise.all(Array.from({ length: 50 }, () => runProbe(health, target, never)));
  expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(["failed"]));
  await sleep(20);
});

test("what is secret is sent, and not shown", async () => {
  const token = new Secret("t0p-secret");
  const seen: unknown[] = [];
  const { target } = await startHttp(({ url, headers }, response) => {
    seen.push(url, headers.authorization, headers["x-key"]);
    response.writeHead(500).end(`no such key: ${String(headers["x-key"])}`);
  });
  const probe = get("/a", { bearer: token, query: { token }, headers: { "x-key": token } }).expect(200);
  const outcome = await runProbe(probe, target, never);
  expect(seen).toEqual(["/a?token=t0p-secret", "Bearer t0p-secret", "t0p-secret"]);
  expect(outcome).toMatchObject({ request: `GET http://127.0.0.1:${target.port}/***` });
  expect(said(outcome)).toBe("failed: expected status 200, observed status 500 (no such key: ***)");
});

test("an aborted probe rejects with the signal's reason and leaves no connection behind", async () => {
  const silent = await startTcp((socket) => void socket.resume());
  const hole = await startBlackHole();
  const connecting = (): number => process.getActiveResourcesInfo().filter((name) => name === "TCPConnectWrap").length;
  const before = connecting();
  for (const target of [silent.target, hole]) {
    const controller = new AbortController();
    const outcome = runProbe(health, target, controller.signal);
    await sleep(20);
    controller.abort(new Error("enough"));
    await expect(outcome).rejects.toThrow("enough");
  }
  await expect.poll(connecting).toBe(before);
  await expect
    .poll(() => silent.connections.every(({ readableEnded, destroyed }) => readableEnded || destroyed))
    .toBe(true);
  await expect(runProbe(health, silent.target, AbortSignal.abort(new Error("too late")))).rejects.toThrow("too late");
});
