import type { RequestListener } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { greenIsWarm } from "../../../shared/checks/green-is-warm.ts";
import type { HooksConfig } from "../../../shared/configuration/schema.ts";
import type { TestableDeployment } from "../../../shared/deployment/deployment.ts";
import { checkContext, listenerTo, targetGroup, taskSet } from "../../support/probe/installed-deployment.ts";
import { startHttp } from "../../support/probe/start-server.ts";

const never = new AbortController().signal;

/** A listener that answers request number `n`, from 0, with this status after so many milliseconds. */
async function startListener(answer: (n: number) => { readonly ms?: number; readonly status?: number }) {
  const paths: string[] = [];
  const handle: RequestListener = (request, response) => {
    const { ms = 0, status = 200 } = answer(paths.length);
    paths.push(request.url ?? "");
    setTimeout(() => response.writeHead(status).end(), ms);
  };
  const { target } = await startHttp(handle);
  const { address, port } = target;
  return { paths, testListener: listenerTo({ "green-group": 1 }, { arn: "arn:test", address, port }) };
}

function run(
  overrides: Partial<TestableDeployment>,
  warmUpLoad: HooksConfig["warmUpLoad"],
  rest: HooksConfig = {},
  signal = never,
) {
  const { aws: _, ...context } = checkContext(overrides, {
    probing: { warmUp: "1s", timeout: "500ms" },
    ...rest,
    ...(warmUpLoad && { warmUpLoad }),
  });
  return greenIsWarm.run(context, signal);
}

test("it is off unless it is configured, and says so", async () => {
  expect(await run({}, undefined)).toEqual({
    verdict: "passed",
    notApplicable: true,
    reason: "Not applicable: hooks.config.ts asks for no warmUpLoad.",
  });
});

test("without a test listener there is no way to send load to green alone", async () => {
  const { aws: _, deployment, ...context } = checkContext({}, { warmUpLoad: {} });
  const result = await greenIsWarm.run({ ...context, deployment: { ...deployment, testListener: undefined } }, never);
  expect(result).toMatchObject({
    verdict: "passed",
    notApplicable: true,
    reason: expect.stringContaining("no test listener"),
  });
});

test("load ends when latency has settled, and says what it did to it", async () => {
  const { paths, testListener } = await startListener((n) => ({ ms: n < 100 ? 120 : 5 }));
  const { verdict, reason } = await run({ testListener }, { rate: 250, atMost: "20s" });
  expect(verdict).toBe("passed");
  const [, first, last] =
    /requests to green through the test listener \(GET \/up; 250\/s\) in \d\.\d s, 0 errors: 95 % of the first 90 answers came within (\d+) ms, of the last 90 within (\d+) ms: settled\.$/.exec(
      reason,
    ) ?? [];
  expect(Number(first)).toBeGreaterThanOrEqual(120);
  expect(Number(last)).toBeLessThan(100);
  // The first two windows still fall, so that there are four at least; far fewer than 20 s would allow.
  expect(paths.length).toBeGreaterThan(359);
  expect(paths.length).toBeLessThan(3_000);
});

test("a green that is slow to settle passes with a warning, within the time that the load has", async () => {
  // Each window is quicker by far more than a tenth than the one before.
  const { testListener } = await startListener((n) => ({ ms: 400 * 0.5 ** (n / 90) }));
  const { verdict, reason } = await run({ testListener }, { rate: 200, atMost: "1500ms" });
  expect(verdict).toBe("passed");
  expect(reason).toMatch(
    /ms\. Warning: latency had not settled when the time of warmUpLoad was up \(atMost: 1\.5 s\)\./,
  );
});

test("answers that come too late for health do not fail it: slowness is what it is there for", async () => {
  const { testListener } = await startListener(() => ({ ms: 60 }));
  const rest: HooksConfig = { health: { within: "10ms" }, latency: { within: "10ms", share: "99%" } };
  expect(await run({ testListener }, { rate: 200, atMost: "10s" }, rest)).toMatchObject({ verdict: "passed" });
});

test("errors under load fail it, as of any probing", async () => {
  const { testListener } = await startListener((n) => ({ status: n > 150 && n % 4 === 0 ? 503 : 200 }));
  const { verdict, reason } = await run({ testListener }, { rate: 250, atMost: "20s" });
  expect(verdict).toBe("failed");
  expect(reason).toMatch(
    /the test listener \(127\.0\.0\.1:\d+\): GET .*\/up: expected status 200-204, observed status 503.* probes of green through the test listener .*unfit: 5 %/,
  );
});

test("a green that never answers well fails before any load", async () => {
  const { paths, testListener } = await startListener(() => ({ status: 500 }));
  expect(await run({ testListener }, { rate: 250 })).toMatchObject({
    verdict: "failed",
    reason: expect.stringContaining("gave no good answer in 1.0 s of warm-up"),
  });
  expect(paths.length).toBeLessThan(10);
});

test("paths that are named are asked in turn, and may redirect as pages do", async () => {
  const { paths, testListener } = await startListener((n) => ({ status: n % 2 === 0 ? 302 : 200 }));
  const { verdict, reason } = await run({ testListener }, { rate: 300, atMost: "10s", paths: ["/", "/search?q=tea"] });
  expect([verdict, reason]).toEqual(["passed", expect.stringContaining("(GET /, GET /search?q=tea; 300/s)")]);
  const [home, search] = ["/", "/search?q=tea"].map((path) => paths.filter((each) => each === path).length);
  expect(Math.abs((home ?? 0) - (search ?? 0))).toBeLessThan(5);
});

test("paths make no sense where the target group speaks no HTTP, and that is said", async () => {
  const green = taskSet("ecs-svc/green", {
    targetGroup: targetGroup("green-group", { protocol: "TCP", protocolVersion: undefined }),
  });
  await expect(run({ green }, { paths: ["/"] })).rejects.toThrow(
    "warmUpLoad.paths: expected target group green-group to speak HTTP",
  );
});

test("load whose plan cannot tell good from bad sends nothing, and says what would", async () => {
  const { paths, testListener } = await startListener(() => ({}));
  const rest: HooksConfig = { risk: { bad: "0.5%" } };
  expect(await run({ testListener }, { rate: 50, atMost: "6s" }, rest)).toMatchObject({
    verdict: "error",
    reason: expect.stringMatching(
      /^hooks\.config\.ts, warmUpLoad \(else risk\): to judge errors needs \d+ clean probes, this plan allows 300/,
    ),
  });
  expect(paths).toEqual([]);
});

test("when the function's time is up before enough was seen of errors, it is inconclusive", async () => {
  const { testListener } = await startListener(() => ({}));
  const controller = new AbortController();
  const running = run({ testListener }, { rate: 100, atMost: "20s" }, {}, controller.signal);
  await sleep(400);
  controller.abort(new Error("time is up"));
  expect(await running).toMatchObject({
    verdict: "inconclusive",
    reason: expect.stringContaining("this function's time was up"),
  });
});
