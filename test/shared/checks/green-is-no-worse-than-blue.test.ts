import { ListTasksCommand } from "@aws-sdk/client-ecs";
import type { RequestListener } from "node:http";
import { expect, test } from "vitest";
import type { HooksConfig } from "../../../shared/configuration/schema.ts";
import { quickly } from "./comparison/compared.ts";
import { serveCompared } from "./comparison/serve-compared.ts";

const good: RequestListener = (_request, response) => void response.end("ok");
const bad: RequestListener = (_request, response) => void response.writeHead(500).end("no orders");

test("a green that answers as blue does passes, by what the health check asks", async () => {
  const paths = new Set<string | undefined>();
  const noting: RequestListener = (request, response) => void (paths.add(request.url), response.end());
  const { run, aws } = await serveCompared([noting, noting], [noting]);
  expect(await run()).toEqual({
    verdict: "passed",
    reason: expect.stringMatching(
      /^123 rounds of 2 green and 1 blue task by IP \(GET \/up\) in \d+\.\d s: green is no worse than blue \(false rollback 0.1 %, false pass 1 %\)\. Errors: 0 of 123 of green's answers, 0 of 123 of blue's\. Latency: green p50 [\d.]+ ms, p95 [\d.]+ ms; blue p50 [\d.]+ ms, p95 [\d.]+ ms\.$/,
    ),
  });
  expect([...paths]).toEqual(["/up"]);
  const listed = aws.ecs.commandCalls(ListTasksCommand).map(({ args: [{ input }] }) => input);
  expect(listed.map(({ startedBy }) => startedBy)).toEqual(expect.arrayContaining(["ecs-svc/blue", "ecs-svc/green"]));
  expect(new Set(listed.map(({ desiredStatus }) => desiredStatus))).toEqual(new Set(["RUNNING"]));
});

test("green's identity is not asked of blue, which has another", async () => {
  const release =
    (version: string): RequestListener =>
    (_request, response) =>
      void response.setHeader("x-version", version).end();
  const identity = { header: "x-version", environmentVariable: "RELEASE" };
  const { run } = await serveCompared([release("42")], [release("41")], quickly, { identity });
  expect(await run()).toMatchObject({ verdict: "passed" });
});

test("errors that only green has fail it, with the worst of them", async () => {
  const { run } = await serveCompared([good, bad], [good, good]);
  const { verdict, reason } = await run();
  expect(verdict).toBe("failed");
  expect(reason).toMatch(
    /^Green errs more than blue, asked the same at the same instants: expected at most as many errors as blue's, observed only green in \d+ rounds and only blue in 0/,
  );
  expect(reason).toContain("expected status 200-204, observed status 500 (no orders)");
  expect(reason).toContain("Of green: green task g2 (127.0.6.2:");
  expect(reason).toMatch(/Errors: \d+ of \d+ \([\d.]+ %\) of green's answers, 0 of \d+ of blue's\./);
  expect(reason).toMatch(/Look at green's log for these requests: blue answered the same ones\.$/);
});

test("a slower green is failed by how much slower it is", async () => {
  const after =
    (ms: number): RequestListener =>
    (_request, response) =>
      void setTimeout(() => response.end(), ms);
  const { run } = await serveCompared([after(45)], [after(10)], { ...quickly, rate: 200, latency: {} });
  const { verdict, reason } = await run();
  expect(verdict).toBe("failed");
  expect(reason).toMatch(
    /^Green is slower than blue, .* expected its answer to take more than blue's time × 1\.2 \+ 5 ms in at most half of the rounds, observed only green in \d+ rounds and only blue in \d+ \(odds of [\d.]+ to 1 at least, with 99\.9 % confidence\)\./,
  );
  expect(reason).toMatch(/Of green: green task g1 \(.*\): GET http:\/\/127\.0\.6\.1:\d+\/up took \d+ ms/);
  expect(reason).toContain("allow more in comparison.latency (factor, addMs)");
});

test("an outage that both share for the whole bake is named as the environment's, and is no pass", async () => {
  const { run } = await serveCompared([bad], [bad], { ...quickly, atMost: "500ms" });
  const { verdict, reason } = await run(AbortSignal.timeout(900));
  expect(verdict).toBe("inconclusive");
  expect(reason).toMatch(/^Green and blue both err, at the same time: the environment is at fault/);
  expect(reason).toContain("Of blue: blue task b1 (127.0.7.1:");
  expect(reason).toContain("A rollback does not help, since blue errs as well, and nothing may pass");
});

test("an outage that both share and that ends while green is watched lets green pass, however short the time for comparing", async () => {
  let asked = 0;
  const recovering: RequestListener = (request, response) => {
    asked += 1;
    (asked > 1_200 ? good : bad)(request, response);
  };
  const { run } = await serveCompared([recovering], [recovering], { ...quickly, atMost: "500ms" });
  const { verdict, reason } = await run();
  expect([verdict, reason]).toEqual(["passed", expect.stringMatching(/Both shared \d+ outages? before/)]);
});

test("what is not decided in its time says how much more it takes", async () => {
  let answers = 0;
  const sometimes: RequestListener = (_request, response) => {
    answers += 1;
    response.writeHead(answers % 100 === 99 ? 500 : 200).end();
  };
  const { run } = await serveCompared([sometimes], [good], { ...quickly, rate: 200, atMost: "800ms" });
  const { verdict, reason } = await run();
  expect(verdict).toBe("inconclusive");
  expect(reason).toMatch(
    /not enough to tell whether green is worse than blue; more rounds that it takes to pass: about \d+ for errors\. .* Raise comparison\.atMost to \d+ s or more, or comparison\.rate\.$/,
  );
});

const silent: RequestListener = () => undefined;

test.for<[string, RequestListener | undefined]>([
  ["errs", bad],
  ["hangs", silent],
  ["refuses connections", undefined],
])("a green that mends a blue which %s passes, by its own error rate", async ([, handle]) => {
  const comparison = { ...quickly, rate: 200, atMost: "10s", latency: {} } as const;
  const { run, blue } = await serveCompared([good], [handle ?? good], comparison, { probing: { timeout: "200ms" } });
  if (!handle) blue[0]?.close();
  const { verdict, reason } = await run();
  expect([verdict, reason]).toEqual([
    "passed",
    expect.stringMatching(
      /Errors: 0 of (\d+) of green's answers, (\d+) of \2 \(100 %\) of blue's\..* Latency was no condition: blue itself errs in more than 5 % of its answers, and is nothing to return to\. Of blue: blue task b1/,
    ),
  ]);
});

test("smoke requests that change nothing are asked, too, where that is wanted", async () => {
  const asked = new Set<string>();
  const noting: RequestListener = (request, response) => {
    asked.add(`${request.method} ${request.url}`);
    response.end();
  };
  const smoke: HooksConfig["smoke"] = [{ path: "/search" }, { path: "/cart", method: "POST" }];
  const { run } = await serveCompared([noting], [noting], { ...quickly, smoke: true }, { smoke });
  expect(await run()).toMatchObject({
    verdict: "passed",
    reason: expect.stringContaining("(GET /up, GET /search)"),
  });
  expect([...asked]).toEqual(["GET /up", "GET /search"]);
});

test("a plan that cannot decide sends nothing", async () => {
  const { run, aws } = await serveCompared([good], [good], { atMost: "1s" });
  const { verdict, reason } = await run();
  expect(verdict).toBe("error");
  expect(reason).toMatch(
    /^hooks\.config\.ts, comparison: to compare .* allows 50 \(50\/s for 1 s\).* No probe was sent\.$/,
  );
  expect(aws.ecs.calls()).toHaveLength(0);
});
