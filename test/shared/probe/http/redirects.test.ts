import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { expect, test } from "vitest";
import { get, head, post, put } from "../../../../shared/probe/http/http-probe.ts";
import type { RedirectOptions } from "../../../../shared/probe/http/http-request.ts";
import { runProbe } from "../../../../shared/probe/run-probe.ts";
import { Secret } from "../../../../shared/probe/secret.ts";
import { said } from "../../../support/probe/probes.ts";
import { startHttp, startHttps } from "../../../support/probe/start-server.ts";
import { selfSigned } from "../../../support/probe/self-signed.ts";

const never = new AbortController().signal;
const sticky: RedirectOptions = { follow: 3, to: "sticky" };

interface Asked {
  readonly what: string;
  readonly host: string | undefined;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** Answers `/` with a redirect and everything else with 200; tells what it was asked. */
function redirecting(status: number, location: string): { readonly asked: Asked[]; readonly handle: RequestListener } {
  const asked: Asked[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method, url, headers } = request;
    asked.push({ what: `${method} ${url}`, host: headers.host, headers, body: (await request.toArray()).join("") });
    if (url === "/") response.writeHead(status, { location }).end("over there");
    else response.end("here");
  };
  return { asked, handle: (request, response) => void answer(request, response) };
}

test("a redirect to elsewhere is followed at the same address, with the host that it names", async () => {
  const live = await startHttp((_request, response) => response.end("the version that customers use"));
  const location = `http://www.shop.example:${live.target.port}//new?a=b`;
  const { asked, handle } = redirecting(302, `${location.replace("//", "//user:password@")}#part`);
  const { target, connections } = await startHttp(handle);
  const probe = get("/", { redirects: sticky, host: "shop.example" }).expect(200);
  const outcome = await runProbe(probe, target, never);
  expect(outcome).toMatchObject({
    kind: "passed",
    answer: { text: "here", redirects: [location] },
  });
  expect(asked.map(({ what, host }) => [what, host])).toEqual([
    ["GET /", "shop.example"],
    ["GET //new?a=b", `www.shop.example:${live.target.port}`],
  ]);
  expect(live.connections).toHaveLength(0);
  expect(connections).toHaveLength(2);
});

test("a redirect within the host keeps the host as it was given, and all headers", async () => {
  const { asked, handle } = redirecting(307, "../b");
  const { target } = await startHttp(handle);
  const options = {
    redirects: { follow: 1, to: "same-host" },
    host: "Shop.Example",
    bearer: "t",
    json: { a: 1 },
  } as const;
  expect(said(await runProbe(post("/", options).expect(200), target, never))).toBe("passed");
  expect(asked.map(({ what, host, body }) => [what, host, body])).toEqual([
    ["POST /", "Shop.Example", '{"a":1}'],
    ["POST /b", "Shop.Example", '{"a":1}'],
  ]);
  expect(asked[1]?.headers).toMatchObject({ authorization: "Bearer t", "content-type": "application/json" });
});

test.for([
  [301, post, "GET"],
  [302, post, "GET"],
  [303, post, "GET"],
  [307, post, "POST"],
  [308, post, "POST"],
  [301, put, "PUT"],
  [303, put, "GET"],
  [303, head, "HEAD"],
] as const)("after %i, a request is made again as browsers make it", async ([status, ask, method]) => {
  const { asked, handle } = redirecting(status, "/b");
  const { target } = await startHttp(handle);
  const body = ask === head ? {} : { text: "x" };
  expect(said(await runProbe(ask("/", { redirects: sticky, ...body }).expect(200), target, never))).toBe("passed");
  expect(asked[1]?.what).toBe(`${method} /b`);
  const sendsBody = method === "POST" || method === "PUT";
  expect(asked[1]?.body).toBe(sendsBody ? "x" : "");
  expect(asked[1]?.headers["content-type"] !== undefined).toBe(sendsBody);
});

test("what is meant for one host is not sent to another", async () => {
  const { asked, handle } = redirecting(302, "http://other.example/b");
  const { target } = await startHttp(handle);
  const own = { "x-key": new Secret("k3y-k3y"), cookie: "a=1", "x-auth": "plain-credential", "x-session": "s" };
  const headers = { ...own, accept: "text/plain", "accept-language": new Secret("en"), "x-forwarded-proto": "https" };
  const options = { redirects: sticky, basic: { user: "u", password: "p" }, headers };
  await runProbe(get("/", options).expect(200), target, never);
  expect(asked[0]?.headers).toMatchObject({ ...own, "x-key": "k3y-k3y", authorization: "Basic dTpw" });
  expect(asked[1]?.headers).toEqual({
    host: "other.example",
    accept: "text/plain",
    "x-forwarded-proto": "https",
    "user-agent": expect.anything(),
    "accept-encoding": "identity",
    connection: "close",
  });
});

test("nor is a body, also where the method stays", async () => {
  const { asked, handle } = redirecting(307, "http://other.example/b");
  const { target } = await startHttp(handle);
  await runProbe(
    post("/", { redirects: sticky, json: { password: new Secret("hunter2") } }).expect(200),
    target,
    never,
  );
  expect(asked.map(({ what, body }) => [what, body])).toEqual([
    ["POST /", '{"password":"hunter2"}'],
    ["POST /b", ""],
  ]);
  expect(asked[1]?.headers).not.toHaveProperty("content-type");
});

test("a service that wants https of who asks without it is told as such", async () => {
  const { target } = await startHttp(({ url, headers }, response) => {
    if (headers["x-forwarded-proto"] === "https") response.end();
    else response.writeHead(301, { location: `https://${headers.host}${url}` }).end();
  });
  const outcome = await runProbe(get("/", { redirects: sticky }).expect(200), target, never);
  expect(outcome).toMatchObject({ kind: "failed", likelyCause: expect.stringContaining("x-forwarded-proto: https") });
  const told = get("/", { redirects: sticky, headers: { "x-forwarded-proto": "https" } }).expect(200);
  expect(said(await runProbe(told, target, never))).toBe("passed");
});

test("over TLS, a redirect to http is a failure and one to the same scheme is followed", async () => {
  const pair = selfSigned("shop.example");
  const { target } = await startHttps(pair, ({ url }, response) => {
    const location = url === "/" ? "/b" : "http://shop.example/c";
    response.writeHead(url === "/c" ? 200 : 302, { location }).end();
  });
  const secure = { ...target, host: "shop.example", tls: { ca: pair.cert } };
  const outcome = await runProbe(get("/", { redirects: sticky }).expect(200), secure, never);
  expect(said(outcome)).toBe(
    "failed: expected status 200, observed a redirect from https to http (https://shop.example/ → https://shop.example/b → http://shop.example/c)",
  );
});

test("an answer that is none of a redirect, or names no place, is judged as it is", async () => {
  const { target } = await startHttp(({ url }, response) => {
    response.writeHead(Number(url?.slice(1)), url === "/302" ? {} : { location: "/302" }).end();
  });
  for (const status of [200, 201, 300, 304, 302]) {
    const outcome = await runProbe(get(`/${status}`, { redirects: sticky }).expect(status), target, never);
    expect(outcome).toMatchObject({ kind: "passed", answer: { redirects: [] } });
  }
});

test("as many redirects as were allowed are followed, and the time of all of them counts", async () => {
  const { target } = await startHttp(({ url }, response) => {
    if (url === "/xxx") response.end();
    else response.writeHead(302, { location: `${url}x` }).end();
  });
  expect(said(await runProbe(get("/", { redirects: sticky }).expect(200), target, never))).toBe("passed");
  const two = await runProbe(get("/", { redirects: { follow: 2, to: "sticky" } }).expect(200), target, never);
  expect(said(two)).toMatch(/observed more than 2 redirects \(.*\/ → \S+\/x → \S+\/xx → \S+\/xxx\)$/);
});
