import { once } from "node:events";
import { networkInterfaces } from "node:os";
import type { TLSSocket } from "node:tls";
import tls from "node:tls";
import { expect, onTestFinished, test, vi } from "vitest";
import { probeHttp } from "../../../shared/probe/http.ts";
import { parseStatusCodes } from "../../../shared/probe/status-codes.ts";
import { httpProbe, said } from "../../support/probe/probes.ts";
import { selfSigned } from "../../support/probe/self-signed.ts";
import { startHttp, startHttps, startTcp } from "../../support/probe/start-server.ts";

const never = new AbortController().signal;
const shop = selfSigned("shop.example");

/** Takes `certificate` for one of an authority, as long as the test runs. */
function trust(certificate: string): void {
  const before = tls.getCACertificates("default");
  tls.setDefaultCACertificates([...before, certificate]);
  onTestFinished(() => tls.setDefaultCACertificates(before));
}

test("a probe connects to the given address alone, and sends the given path, host and headers", async () => {
  const seen: unknown[] = [];
  const { target } = await startHttp((request, response) => {
    seen.push([
      request.method,
      request.url,
      request.headers.host,
      request.headers["x-team"],
      request.headers["user-agent"],
    ]);
    response.end();
  }, "127.0.0.9");
  const probe = httpProbe({ method: "POST", path: "/a?b=c", host: "shop.example", headers: { "X-Team": "web" } });
  expect(said(await probeHttp(probe, target, never))).toBe("passed");
  const own = { ...probe, headers: { Host: "own.example", "User-Agent": "own" } };
  expect(said(await probeHttp(own, target, never))).toBe("passed");
  expect(said(await probeHttp(httpProbe({ method: "HEAD" }), target, never))).toBe("passed");
  expect(seen).toEqual([
    ["POST", "/a?b=c", "shop.example", "web", "verdigris"],
    ["POST", "/a?b=c", "own.example", undefined, "own"],
    ["HEAD", "/health", `127.0.0.9:${target.port}`, undefined, "verdigris"],
  ]);
});

test("a redirect is an answer, and is not followed", async () => {
  const live = await startHttp((_request, response) => response.end("the version that customers use"));
  const { target } = await startHttp((_request, response) => {
    response.writeHead(302, { location: `http://127.0.0.1:${live.target.port}/health` }).end();
  });
  expect(said(await probeHttp(httpProbe(), target, never))).toBe("failed: expected status 200, observed status 302");
  const probe = httpProbe({ expect: { status: parseStatusCodes("200,302") } });
  expect(said(await probeHttp(probe, target, never))).toBe("passed");
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
  expect(said(await probeHttp(httpProbe(), target, never))).toBe("passed");
  expect(proxy.connections).toHaveLength(0);
});

test("every probe has a connection of its own, which is closed after it", async () => {
  const { target, connections } = await startHttp((_request, response) => response.end("ok"));
  for (let probes = 0; probes < 3; probes += 1) await probeHttp(httpProbe(), target, never);
  expect(connections).toHaveLength(3);
  await expect.poll(() => connections.every(({ destroyed }) => destroyed)).toBe(true);
});

test("the certificate is verified for the given name, which is sent as SNI, in a full handshake each time", async () => {
  trust(shop.cert);
  const seen: [servername: unknown, protocol: unknown, reused: boolean][] = [];
  const { target, connections } = await startHttps(shop, (request, response) => {
    const socket = request.socket as TLSSocket;
    seen.push([Reflect.get(socket, "servername"), socket.alpnProtocol, socket.isSessionReused()]);
    response.end();
  });
  const probe = httpProbe({ protocol: "https", host: "shop.example:8443" });
  expect(said(await probeHttp(probe, target, never))).toBe("passed");
  expect(said(await probeHttp(probe, target, never))).toBe("passed");
  expect(seen).toEqual([
    ["shop.example", "http/1.1", false],
    ["shop.example", "http/1.1", false],
  ]);
  const other = await probeHttp({ ...probe, host: "other.example" }, target, never);
  expect(said(other)).toBe(
    "failed: expected status 200, observed a certificate that does not verify (ERR_TLS_CERT_ALTNAME_INVALID)",
  );
  await expect.poll(() => connections.every(({ destroyed }) => destroyed)).toBe(true);
});

test("that the certificate is not for an address which the prober took for lack of a name is the prober's fault", async () => {
  trust(shop.cert);
  const { target } = await startHttps(shop, (_request, response) => response.end());
  expect(said(await probeHttp(httpProbe({ protocol: "https" }), target, never))).toMatch(
    /^error \(prober\): .* set `host`/,
  );
});

test("a certificate for the address itself verifies without a name", async () => {
  const pair = selfSigned("127.0.0.1");
  trust(pair.cert);
  const { target } = await startHttps(pair, (_request, response) => response.end());
  expect(said(await probeHttp(httpProbe({ protocol: "https" }), target, never))).toBe("passed");
});

test("a certificate that the peer signed itself fails, unless the probe was told not to verify it", async () => {
  const { target } = await startHttps(shop, (_request, response) => response.end());
  const probe = httpProbe({ protocol: "https", host: "shop.example" });
  const refused = await probeHttp(probe, target, never);
  expect(refused).toMatchObject({
    kind: "failed",
    observed: "a certificate that does not verify (DEPTH_ZERO_SELF_SIGNED_CERT)",
  });
  expect(refused).toHaveProperty("likelyCause", expect.stringContaining("unverifiedTaskCertificates"));
  expect(said(await probeHttp({ ...probe, verifyCertificate: false }, target, never))).toBe("passed");
});

test("a peer that takes the connection but not the TLS handshake has failed", async () => {
  const silent = await startTcp(() => undefined);
  const plain = await startHttp((_request, response) => response.end());
  const closing = await startTcp((socket) => void socket.once("data", () => socket.end()));
  const probe = httpProbe({ protocol: "https", timeoutMs: 120 });
  expect(said(await probeHttp(probe, silent.target, never))).toBe(
    "failed: expected status 200, observed no TLS handshake in 120 ms",
  );
  expect(said(await probeHttp(probe, plain.target, never))).toMatch(/observed a broken TLS handshake \(.*\)$/);
  expect(said(await probeHttp(probe, closing.target, never))).toMatch(
    /^failed: .* connection reset before a whole answer$/,
  );
  const secure = await startHttps(shop, (_request, response) => response.end());
  expect(said(await probeHttp(httpProbe(), secure.target, never))).toMatch(/^failed: /);
});

const hasIPv6 = Object.values(networkInterfaces()).some((addresses) =>
  addresses?.some(({ address }) => address === "::1"),
);

test.runIf(hasIPv6)("an IPv6 address is written and connected to as one", async () => {
  const { target, close } = await startHttp((_request, response) => response.end(), "::1");
  expect(said(await probeHttp(httpProbe(), target, never))).toBe("passed");
  close();
  const outcome = await probeHttp(httpProbe(), target, never);
  expect(outcome).toMatchObject({ request: `GET http://[::1]:${target.port}/health` });
});

test("a reset while nobody listens does not crash the process", async () => {
  const { target } = await startTcp((socket) => void socket.resetAndDestroy());
  const outcomes = await Promise.all(Array.from({ length: 50 }, () => probeHttp(httpProbe(), target, never)));
  expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(["failed"]));
  await once(process, "never", { signal: AbortSignal.timeout(20) }).catch(() => undefined);
});
