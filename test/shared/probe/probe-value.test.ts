import { expect, test } from "vitest";
import type { Duration } from "../../../shared/probe/duration.ts";
import { cookie } from "../../../shared/probe/http/cookie.ts";
import { header } from "../../../shared/probe/http/header.ts";
import { get, head, post } from "../../../shared/probe/http/http-probe.ts";
import { json } from "../../../shared/probe/http/json.ts";
import { status } from "../../../shared/probe/http/status.ts";
import { text } from "../../../shared/probe/http/text.ts";
import { tcp } from "../../../shared/probe/tcp/tcp-probe.ts";
import { within } from "../../../shared/probe/http/within.ts";
import { runProbe } from "../../../shared/probe/run-probe.ts";
import { sameProbe } from "../../../shared/probe/probe-base.ts";
import { Secret } from "../../../shared/probe/secret.ts";
import { startHttp } from "../../support/probe/start-server.ts";

const never = new AbortController().signal;

test("expect makes a copy: the probe that it was called on expects what it expected", () => {
  const first = get("/health");
  const second = first.expect(200);
  const third = second.expect(header("etag"), within("300ms"));
  expect([first, second, third].map(({ expectations }) => expectations.length)).toEqual([0, 1, 3]);
  expect(third.expectations.map((each) => each.text)).toEqual(["status 200", "header etag", "an answer within 300 ms"]);
  expect(third.timeoutMs).toBe(first.timeoutMs);
});

test("a status may be written as a number, as a range, or as an expectation", () => {
  expect(sameProbe(get("/").expect(200), get("/").expect("200"))).toBe(true);
  expect(sameProbe(get("/").expect("200-299"), get("/").expect(status("200-299")))).toBe(true);
  expect(() => get("/").expect("600-700")).toThrow(RangeError);
});

test("two probes are the same where they ask the same and expect the same", () => {
  const probe = () => get("/a", { query: { page: 2 }, timeout: "1s" }).expect(200, json({ a: 1 }));
  expect(sameProbe(probe(), probe())).toBe(true);
  expect(sameProbe(probe(), probe().expect(text("x")))).toBe(false);
  expect(sameProbe(get("/a"), get("/b"))).toBe(false);
  expect(sameProbe(get("/a"), head("/a"))).toBe(false);
  expect(sameProbe(get("/a", { timeout: "1s" }), get("/a", { timeout: "2s" }))).toBe(false);
  expect(sameProbe(get("/a").expect(within("1s")), get("/a").expect(within("1s", "tls")))).toBe(false);
});

test("a probe prints as one line and goes into the record, without secrets", () => {
  const token = new Secret("s3cr3t-token");
  const probe = post("/login", {
    query: { key: token },
    bearer: token,
    json: { user: "smoke", password: token },
  }).expect(header("x-token", token), cookie("session", { value: token }), json({ token }), text(token));
  expect(String(probe)).toBe("POST ***");
  expect(String(get("/health?deep=1").expect(200))).toBe("GET /health?deep=1");
  expect(JSON.stringify(probe)).toContain("***");
  for (const shown of [String(probe), JSON.stringify(probe), ...probe.expectations.map((each) => each.text)]) {
    expect(shown).not.toContain("s3cr3t");
  }
});

test("a probe reads the body where an expectation does", () => {
  expect(get("/").expect(200, header("etag"), within("1s")).readsBody).toBe(false);
  expect(get("/").expect(200, text("x")).readsBody).toBe(true);
});

test("a secret that is only expected is struck out of what the peer says", async () => {
  const { target } = await startHttp((_request, response) => {
    response.writeHead(500, { "x-token": "no s3cr3t-token" }).end("s3cr3t-token is wrong");
  });
  const probe = get("/").expect(200, header("x-token", new Secret("s3cr3t-token")), text("fine"));
  const { answer: _, ...outcome } = { answer: undefined, ...(await runProbe(probe, target, never)) };
  expect(outcome).toMatchObject({
    kind: "failed",
    observed: 'status 500 (*** is wrong) and header x-token no *** and "*** is wrong"',
  });
  expect(JSON.stringify(outcome)).not.toContain("s3cr3t");
});

test("the latency that is judged counts from when the probe should have begun", async () => {
  const { target } = await startHttp((_request, response) => response.end());
  const probe = get("/").expect(within("5s"));
  const intendedStart = performance.now() - 60_000;
  const outcome = await runProbe(probe, target, never, { intendedStart });
  expect(outcome).toMatchObject({ kind: "failed", expected: "an answer within 5000 ms" });
  expect(outcome.latencyMs).toBeGreaterThanOrEqual(60_000);
  expect(outcome.kind === "failed" && outcome.answer?.latencyMs).toBeGreaterThanOrEqual(60_000);
  expect(await runProbe(probe, target, never, { intendedStart: performance.now() + 60_000 })).toMatchObject({
    kind: "passed",
  });
});

test.for<[string, () => unknown, string]>([
  ["no time-out", () => get("/", { timeout: "" as Duration }), 'timeout: expected a duration such as "300ms"'],
  ["one below nothing", () => get("/", { timeout: "-5s" }), 'timeout: expected a duration such as "300ms"'],
  ["one that is written otherwise", () => get("/", { timeout: "0x10ms" }), "timeout: expected a duration"],
  ["one without end", () => get("/", { timeout: "1e99s" }), "timeout: expected a duration"],
  [
    "the time-out of a phase",
    () => get("/", { phaseTimeouts: { firstByte: "0s" } }),
    "phaseTimeouts.firstByte: expected a duration",
  ],
  [
    "the time-out of no phase",
    () => tcp({ phaseTimeouts: { firstbyte: "1s" } as object }),
    'phaseTimeouts: expected one of dns, connect, tls, request, firstByte, body, received "firstbyte"',
  ],
  ["a limit of no time", () => within("-1s"), "within: expected a duration"],
  [
    "no status",
    () => get("/").expect(999),
    'expected status codes such as "200", "200,202" or "200-299", received "999"',
  ],
])("%s is refused where it is written", ([, make, message]) => {
  expect(make).toThrow(RangeError);
  expect(make).toThrow(message);
});
