import type { RequestListener } from "node:http";
import { expect, test } from "vitest";
import { identityHeader, is } from "../../../shared/probe/identity.ts";
import { configure, judge, startTasks } from "../../support/probe/judge.ts";
import { httpProbe } from "../../support/probe/probes.ts";
import { startBlackHole } from "../../support/probe/start-black-hole.ts";
import { closedPort, startTcp } from "../../support/probe/start-server.ts";

const good: RequestListener = (_request, response) => void response.end("ok");
const broken: RequestListener = (_request, response) => void response.writeHead(500).end("no such table: orders");

/** Good for the first `calls` requests, and then something else. */
function goodFor(calls: number, then: RequestListener): RequestListener {
  let requests = 0;
  return (request, response) => {
    requests += 1;
    (requests <= calls ? good : then)(request, response);
  };
}

/** Fails `rate` of the requests, in an order that is always the same. */
function failing(rate: number, bad: RequestListener = broken, seed = 7): RequestListener {
  let state = seed;
  return (request, response) => {
    state = (state * 48_271) % 2_147_483_647;
    (state / 2_147_483_647 < rate ? bad : good)(request, response);
  };
}

test("healthy tasks pass, with the claim that was tested", async () => {
  expect(await judge(await startTasks(good, good, good))).toEqual({
    verdict: "passed",
    reason: expect.stringMatching(
      /^138 probes of 3 green tasks, 0 errors: error rate below 5 % with 99\.9 % confidence \(false rollback 0\.1 %, false pass 0\.1 %\)\. 95 % of the answers came within \d+ ms\.$/,
    ),
  });
});

test("tasks that never answer well fail in the warm-up", async () => {
  const { verdict, reason, worst } = await judge(await startTasks(broken, broken, broken));
  expect(verdict).toBe("failed");
  expect(worst?.map(({ address }) => address)).toEqual(["127.0.4.1", "127.0.4.2", "127.0.4.3"]);
  expect(reason).toMatch(
    /^green task 1: GET http:\/\/127\.0\.4\.1:\d+\/health: expected status 200, observed status 500 \(no such table: orders\), in the (?:only attempt|last of \d attempts)\. Look at its log for these requests\. 3 of 3 green tasks gave no good answer in 0\.\d s of warm-up\.$/,
  );
});

test("one task that breaks is named, with what it was asked, what it answered and how often", async () => {
  const { verdict, reason, repeat, worst } = await judge(await startTasks(good, goodFor(1, broken), good));
  expect(verdict).toBe("failed");
  expect(worst).toEqual([
    { text: expect.stringMatching(/^green task 2: GET .* observed status 500/), address: "127.0.4.2" },
    { text: expect.stringMatching(/^green task \d: GET .* took \d+ ms$/), address: expect.any(String) },
  ]);
  expect(repeat).toMatch(/^curl .*127\.0\.4\.2:\d+/);
  expect(reason).toMatch(
    /^green task 2: GET http:\/\/127\.0\.4\.2:\d+\/health: expected status 200, observed status 500 \(no such table: orders\)\. 2 of 2 such requests to it failed, 2 of \d probes of 3 green tasks, on 1 of 3 targets \(fit for customers: at most 0\.1 %, unfit: 5 %\)\. Look at its log for these requests\.$/,
  );
});

test("a task where nothing listens is told from one that answers badly", async () => {
  const { verdict, reason } = await judge([...(await startTasks(good, good)), await closedPort()]);
  expect(verdict).toBe("failed");
  expect(reason).toMatch(
    /observed connection refused, in the (?:only attempt|last of \d attempts)\. Likely cause: nothing listens on that port/,
  );
  expect(reason).toContain("1 of 3 green tasks gave no good answer");
});

test("a twentieth of all answers being errors is failed, though no task is broken", async () => {
  const tasks = await startTasks(...[1, 2, 3, 4].map((seed) => goodFor(1, failing(0.08, broken, seed * 7_654_321))));
  const { verdict, reason } = await judge(tasks);
  expect(verdict).toBe("failed");
  expect(reason).toMatch(/of 4 green tasks, on \d of 4 targets/);
});

test("a tenth of all answers missing is failed, however quick the others are", async () => {
  const silent: RequestListener = () => undefined;
  const tasks = await startTasks(
    ...Array.from({ length: 10 }, (_, task) => goodFor(1, failing(0.1, silent, (task + 1) * 7_654_321))),
  );
  const { verdict, reason } = await judge(tasks, configure(), httpProbe({ timeout: "400ms" }));
  expect(verdict).toBe("failed");
  expect(reason).toMatch(/observed no answer in 400 ms\. \d of \d+ such requests to it failed/);
});

const ofGreen = is(identityHeader("x-release"), "42", "RELEASE in task definition web:42");

function release(version: string): RequestListener {
  return (_request, response) => void response.setHeader("x-release", version).end();
}

test("another version is convicted by two answers, however many were right", async () => {
  let requests = 0;
  const [target] = await startTasks((request, response) => {
    requests += 1;
    release(requests % 20 === 0 ? "41" : "42")(request, response);
  });
  if (!target) throw new Error("no task");
  const { verdict, reason } = await judge(
    [target],
    configure({ rate: 200 }, { risk: { healthy: 0.1, bad: 0.2 } }),
    httpProbe({ timeout: "300ms" }).expect(ofGreen),
  );
  expect(verdict).toBe("failed");
  expect(reason).toMatch(
    /expected header x-release 42 \(RELEASE in task definition web:42\), observed header x-release 41\. 2 of 39 such requests .* Likely cause: another version answers: look at the image/,
  );
});

test("another version alone fails as such", async () => {
  const { verdict, reason } = await judge(await startTasks(release("41")), configure(), httpProbe().expect(ofGreen));
  expect([verdict, reason]).toEqual([
    "failed",
    expect.stringMatching(/observed header x-release 41, in the .* another version answers/),
  ]);
});

test("a prober that reaches nothing is an error, and no evidence against green", async () => {
  const { verdict, reason } = await judge([await startBlackHole()], configure({ warmUp: "300ms" }));
  expect(verdict).toBe("error");
  expect(reason).toMatch(
    /^black hole .*: GET http:\S+: expected an answer, observed no connection in time, in the (?:only attempt|last of \d attempts)\. Likely cause: packets are dropped on the way: a security group/,
  );
});

test("one task that cannot be reached while the others answer has failed", async () => {
  const { verdict, reason } = await judge([...(await startTasks(good, good)), await startBlackHole()]);
  expect(verdict).toBe("failed");
  expect(reason).toContain("observed no connection in time");
  expect(reason).toContain("Likely cause: this target itself, since others answer");
});

test("a plan that cannot decide in its time is refused with the arithmetic, and nothing is sent", async () => {
  let requests = 0;
  const count: RequestListener = (_request, response) => {
    requests += 1;
    response.end();
  };
  expect(await judge(await startTasks(count), configure({ rate: 10, atMost: "5s" }))).toEqual({
    verdict: "error",
    reason:
      'hooks.config.ts, plans["smoke-tests-pass"] (else probing and risk), for 1 green tasks: to judge errors needs 138 clean probes, this plan allows 50 (10/s for 5 s): raise the rate to 28/s, the time (atMost) to 14 s, or accept a bad rate of 13 % (bad). No probe was sent.',
  });
  expect(requests).toBe(0);
});

test("many tasks need more probes than the whole does", async () => {
  const targets = Array.from({ length: 30 }, (_, task) => ({ address: "127.0.0.1", port: 1, label: `task ${task}` }));
  const { verdict, reason } = await judge(targets, configure({ rate: 50, atMost: "10s" }));
  expect([verdict, reason]).toEqual([
    "error",
    expect.stringContaining(
      "needs 630 clean probes, this plan allows 500 (50/s for 10 s): raise the rate to 63/s, the time (atMost) to 13 s, or accept one of 26 % for a single task (badTask).",
    ),
  ]);
});

test("out of time is inconclusive, with what was seen and what to do", async () => {
  const slow: RequestListener = (_request, response) => void setTimeout(() => response.end(), 200);
  const settings = configure({ rate: 500, atMost: "300ms", warmUp: "5s" });
  const { verdict, reason } = await judge(await startTasks(slow), settings, httpProbe());
  expect(verdict).toBe("inconclusive");
  expect(reason).toMatch(
    /^\d+ probes? of 1 green tasks, 0 errors in 0\.\d s: not enough to tell an error rate of 0\.1 % from 5 %\. The answers are too slow for its rate: raise atMost in plans/,
  );
});

test("answers that are slow, and may be, are asked for at the full rate, and pass", async () => {
  const slow: RequestListener = (_request, response) => void setTimeout(() => response.end(), 100);
  const settings = configure({ rate: 200, atMost: "2s", timeout: "2s", warmUp: "5s" });
  expect(await judge(await startTasks(slow), settings, httpProbe())).toMatchObject({ verdict: "passed" });
});

test("an error among what was not enough is shown", async () => {
  let requests = 0;
  const [target] = await startTasks((request, response) => {
    requests += 1;
    (requests === 5 ? broken : good)(request, response);
  });
  if (!target) throw new Error("no task");
  const { verdict, reason } = await judge([target], configure({ rate: 500, atMost: "280ms" }));
  expect(verdict).toBe("inconclusive");
  expect(reason).toMatch(/, 1 error in 0\.3 s: .* One of the errors: green task 1: GET .* observed status 500/);
});

test("when it is aborted it returns what it has seen, in the samples and in the warm-up", async () => {
  const controller = new AbortController();
  let requests = 0;
  const abortAfter = (limit: number, answer: RequestListener): RequestListener => {
    return (request, response) => {
      requests += 1;
      if (requests === limit) setTimeout(() => controller.abort(new Error("the function ends")), 10);
      answer(request, response);
    };
  };
  const slowly = configure({ rate: 20, atMost: "60s" });
  const sampled = await judge(await startTasks(abortAfter(4, good)), slowly, undefined, controller.signal);
  expect(sampled.verdict).toBe("inconclusive");
  expect(sampled.reason).toMatch(
    /^[1-4] probes? of 1 green tasks, 0 errors in 0\.\d s: .* It ended when this function's time was up/,
  );

  const early = new AbortController();
  const failingOnce: RequestListener = (request, response) => {
    broken(request, response);
    setTimeout(() => early.abort(new Error("the function ends")), 50);
  };
  const warming = await judge(await startTasks(failingOnce), configure({ warmUp: "60s" }), undefined, early.signal);
  expect(warming.verdict).toBe("failed");
  expect(warming.reason).toMatch(
    /observed status 500 .* in 0\.\d s of warm-up, when this function's time was up: raise its timeout/,
  );

  const silent = await startTcp((socket) => void socket.resume());
  const before = await judge([silent.target], configure(), undefined, AbortSignal.timeout(20));
  expect(before).toMatchObject({
    verdict: "inconclusive",
    reason: expect.stringMatching(/^Not one attempt ended\. 1 green tasks/),
  });
});

test("a latency objective is judged as a rate of slow answers", async () => {
  let requests = 0;
  const slowly = (every: number): RequestListener => {
    return (_request, response) => {
      requests += 1;
      if (requests % every === 0) setTimeout(() => response.end(), 150);
      else response.end();
    };
  };
  const settings = configure({ timeout: "2s", warmUp: "5s" }, { latency: { within: "100ms", share: "90%" } });
  const quick = await judge(await startTasks(slowly(100)), settings, httpProbe());
  expect(quick).toMatchObject({
    verdict: "passed",
    reason: expect.stringMatching(/\d+ of \d+ took longer than 100 ms \(90 % are to be quicker\)\.$/),
  });
  const slow = await judge(await startTasks(slowly(3)), settings, httpProbe());
  expect(slow).toMatchObject({
    verdict: "failed",
    reason: expect.stringMatching(
      /0 errors, but expected 90 % of the answers within 100 ms, observed \d+ of \d+ that took longer\. The last: green task 1: GET .* took \d+ ms/,
    ),
  });
});

test("risks that hold whenever one looks cost a few more probes", async () => {
  const { verdict, reason } = await judge(await startTasks(good), configure({}, { risk: { alwaysValid: true } }));
  expect(verdict).toBe("passed");
  expect(Number(/^(\d+) probes/.exec(reason)?.[1])).toBeGreaterThan(138);
});

test("nothing to probe never passes", async () => {
  expect(await judge([])).toMatchObject({ verdict: "error", reason: expect.stringContaining("nothing to probe") });
});
