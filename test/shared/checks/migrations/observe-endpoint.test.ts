import type { RequestListener } from "node:http";
import { gzipSync } from "node:zlib";
import { inspect } from "node:util";
import { expect, test } from "vitest";
import { EndpointError } from "../../../../shared/checks/migrations/endpoint-error.ts";
import { observeEndpoint, type EndpointSettings } from "../../../../shared/checks/migrations/observe-endpoint.ts";
import { hostAndPort } from "../../../../shared/probe/target.ts";
import { Secret } from "../../../../shared/probe/secret.ts";
import { issue, certificates } from "../../../support/probe/certificates.ts";
import { closedPort, isGone, startHttp, startHttps, startRaw, startTcp } from "../../../support/probe/start-server.ts";

const never = new AbortController().signal;
const HISTORY = { table: "public.m", entries: [{ id: "a", state: "applied", at: "2026-11-21T09:30:00Z" }] };

function json(body: unknown, status = 200, type = "application/json"): RequestListener {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return (_, response) => void response.writeHead(status, { "content-type": type }).end(text);
}

function ask(url: string, settings: Partial<EndpointSettings> = {}, signal = never) {
  return observeEndpoint({ url, headers: {}, timeoutMs: 2_000, ...settings }, signal);
}

async function problemOf(asking: Promise<unknown>): Promise<EndpointError> {
  const error = await asking.then(
    (history) => new Error(`it answered ${inspect(history)}`),
    (thrown: unknown) => thrown,
  );
  if (error instanceof EndpointError) return error;
  throw error;
}

async function serve(handle: RequestListener): Promise<string> {
  const { target } = await startHttp(handle);
  return `http://${hostAndPort(target)}/migrations`;
}

test("an endpoint is asked once for its history, with the headers that it wants", async () => {
  const asked: unknown[] = [];
  const url = await serve((request, response) => {
    asked.push([request.method, request.url, request.headers["x-key"], request.headers.accept, request.headers.host]);
    json(HISTORY, 200, "application/problem+json; charset=utf-8")(request, response);
  });
  const history = await ask(`${url}?of=green`, { headers: { "X-Key": new Secret("hunter2") } });
  expect(history).toEqual({
    table: "public.m",
    entries: [{ id: "a", state: "applied", at: new Date("2026-11-21T09:30:00Z") }],
  });
  expect(asked).toEqual([["GET", "/migrations?of=green", "hunter2", "application/json", new URL(url).host]]);
});

test("over TLS the certificate must be for its name, of an authority that is known", async () => {
  const { target } = await startHttps(issue({ name: "127.0.0.1", issuer: certificates.authority() }), json(HISTORY));
  const url = `https://${hostAndPort(target)}/`;
  expect(await ask(url, { ca: certificates.authority().cert })).toMatchObject({ table: "public.m" });
  const unknown = await problemOf(ask(url));
  expect(unknown).toMatchObject({ kind: "unreachable", message: expect.stringMatching(/certificate/) });
  const other = await startHttps(certificates.good(), json(HISTORY));
  const wrong = await problemOf(ask(`https://${hostAndPort(other.target)}/`, { ca: certificates.authority().cert }));
  expect(wrong).toMatchObject({ kind: "unreachable", message: expect.stringContaining("shop.example") });
});

test.for<[string, RequestListener, EndpointError["kind"], RegExp]>([
  [
    "an error",
    json("the pool is empty", 500, "text/plain"),
    "status",
    /expected status 200, observed 500 with "the pool is empty"$/,
  ],
  ["no content", json("", 204), "status", /observed 204$/],
  [
    "a redirect",
    (_, response) => response.writeHead(302, { location: "https://login.example/\u00e9" }).end(),
    "status",
    /observed 302, a redirect to "https:\/\/login.example\/.*", which is not followed: name the address/,
  ],
  [
    "HTML",
    json("<h1>Hello", 200, "text/html"),
    "not-json",
    /expected content-type application\/json, observed text\/html with "<h1>Hello"$/,
  ],
  ["no type", (_, response) => response.end("{}"), "not-json", /observed none with "{}"$/],
  [
    "HTML that is said to be JSON",
    json("<h1>Hello"),
    "not-json",
    /expected JSON, observed "<h1>Hello" \(Unexpected token/,
  ],
  ["nothing", json(""), "not-json", /expected JSON, observed no body$/],
  [
    "what is no text",
    (_, response) =>
      response.writeHead(200, { "content-type": "application/json" }).end(Buffer.from([0x22, 0xff, 0x22])),
    "not-json",
    /not UTF-8/,
  ],
  [
    "what was compressed unasked",
    (_, response) =>
      response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" }).end(gzipSync("{}")),
    "not-json",
    /a body compressed with gzip, which was not asked for/,
  ],
  ["more than a MiB", json(`[${" ".repeat(1024 * 1024)}]`), "not-a-history", /observed a body of more than 1 MiB/],
  [
    "half of a body",
    (_, response) => response.writeHead(200, { "content-length": 9 }).write("{", () => response.destroy()),
    "not-a-history",
    /a body of another length than its Content-Length$/,
  ],
  [
    "JSON of its own",
    json({ status: "ok" }),
    "not-a-history",
    /entries: expected it to be there, received nothing; status: expected no such member$/,
  ],
  [
    "a migration twice",
    json({ entries: [HISTORY.entries[0], HISTORY.entries[0]] }),
    "not-a-history",
    /entries\.1\.id: expected one entry for each migration/,
  ],
  [
    "a wrong time",
    json({ entries: [{ id: "a", state: "applied", at: "yesterday" }] }),
    "not-a-history",
    /entries\.0\.at: expected a time such as/,
  ],
  ["brackets without an end", json("[".repeat(500_000)), "not-json", /expected JSON/],
  [
    "many problems",
    json({ entries: Array.from({ length: 1_000 }, () => 1) }),
    "not-a-history",
    /entries\.19: .*; and 980 more problems$/,
  ],
])("an answer that is %s is said to be so", async ([, handle, kind, message]) => {
  const url = await serve(handle);
  const error = await problemOf(ask(url));
  expect(error.message).toMatch(message);
  expect(error.message).toMatch(/^GET http:\/\/127\.0\.0\.1:\d+\/migrations: /);
  expect(error.message.length).toBeLessThan(4_000);
  expect(error.kind).toBe(kind);
});

test("an endpoint that nobody serves is unreachable", async () => {
  const error = await problemOf(ask(`http://${hostAndPort(await closedPort())}/`));
  expect(error).toMatchObject({
    kind: "unreachable",
    message: expect.stringMatching(/connection refused\. Look for this: nothing listens/),
  });
});

test("what does not speak HTTP is unreachable", async () => {
  const { target } = await startRaw("SSH-2.0-OpenSSH_9.2\r\n");
  expect(await problemOf(ask(`http://${hostAndPort(target)}/`))).toMatchObject({ kind: "unreachable" });
});

test("one that hangs, or drips, ends with its time, and is left", async () => {
  const hung = await startTcp((socket) => void socket.resume());
  const hanging = await problemOf(ask(`http://${hostAndPort(hung.target)}/`, { timeoutMs: 80 }));
  expect(hanging).toMatchObject({ kind: "timeout", message: expect.stringContaining("observed no answer in 80 ms") });
  const drip: RequestListener = (_, response) => {
    response.writeHead(200, { "content-type": "application/json" }).write("[");
    const timer = setInterval(() => response.write(" "), 10);
    response.on("close", () => clearInterval(timer));
  };
  const dripping = await startHttp(drip);
  const slow = await problemOf(ask(`http://${hostAndPort(dripping.target)}/`, { timeoutMs: 80 }));
  expect(slow).toMatchObject({ kind: "timeout", message: expect.stringContaining("observed no whole body in 80 ms") });
  await expect.poll(() => [...hung.connections, ...dripping.connections].every(isGone)).toBe(true);
});

test("an abort is the caller's own, and no problem of the endpoint's", async () => {
  const { target } = await startTcp((socket) => void socket.resume());
  const stop = new AbortController();
  setTimeout(() => stop.abort(new Error("late")), 20);
  await expect(ask(`http://${hostAndPort(target)}/`, {}, stop.signal)).rejects.toThrow(/^late$/);
});

test("no error has a secret of the request, whatever the endpoint echoes", async () => {
  const secret = "hunter2-hunter2-hunter2";
  const echoes: readonly RequestListener[] = [
    (request, response) => json(`you sent ${request.headers["authorization"]}`, 500)(request, response),
    (request, response) => json(`${"x".repeat(100)}${request.headers["authorization"]}`)(request, response),
    (request, response) => json({ [String(request.headers["authorization"])]: 1 })(request, response),
    (request, response) => json(HISTORY, 200, `text/${request.headers["authorization"]}`)(request, response),
    (request, response) => response.writeHead(301, { location: `/${request.headers["authorization"]}` }).end(),
  ];
  for (const echo of echoes) {
    const error = await problemOf(ask(await serve(echo), { headers: { Authorization: new Secret(secret) } }));
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain("hunter2");
  }
});

test.for<[string, Partial<EndpointSettings>, RegExp]>([
  ["no URL", { url: "migrations" }, /expected one with https:\/\/ or http:\/\/$/],
  ["another scheme", { url: "ftp://db/" }, /expected one with https/],
  ["a URL with a password", { url: "https://a:hunter2@db/" }, /expected none with a user or a password in it/],
  ["a header that cannot be sent", { headers: { "x y": "1" } }, /expected the name of a header/],
  ["no time", { timeoutMs: 0 }, /timeout: expected a duration/],
])("%s is said before anything is sent", async ([, settings, message]) => {
  const error = await problemOf(ask("http://127.0.0.1:1/", settings));
  expect(error.message).toMatch(message);
  expect(error.message).not.toContain("hunter2");
});
