import { GetMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { expect, test } from "vitest";
import type { CheckResult } from "../../../../shared/checks/check.ts";
import { OwnProbes } from "../../../../shared/checks/own-probes.ts";
import { watchCustomers } from "../../../../shared/checks/customers/watch-customers.ts";
import { resultOf } from "../../../../shared/checks/watch/watched.ts";
import { answerRunningTasks } from "../../../support/answer-running-tasks.ts";
import {
  customersContext,
  failing,
  GOOD,
  QUIET,
  valueOf,
  watching,
  type Counts,
} from "../../../support/customer-counts.ts";
import { answerMetrics, jumpingClock } from "../../../support/metric-data.ts";
import { refusal } from "../../../support/mock-aws.ts";
import { answerTargetHealth } from "../../../support/probe/answer-target-health.ts";
import { startHttp } from "../../../support/probe/start-server.ts";
import { FIRST, MINUTE, OF_NLB, SHIFT } from "../../../support/shifted-deployment.ts";

const running = new AbortController().signal;

const stopIn = (): AbortSignal => AbortSignal.abort(new Error("time is up"));

test("a network load balancer counts no requests: that is said, and nothing is asked", async () => {
  const { aws, ...context } = customersContext({}, OF_NLB);
  const result = resultOf(await watchCustomers(context, undefined, watching(jumpingClock(SHIFT)), running));
  expect(result).toEqual({
    verdict: "passed",
    notApplicable: true,
    reason: expect.stringMatching(/^Not applicable: .* not an Application Load Balancer's/),
  });
  expect(aws.cloudWatch.calls()).toHaveLength(0);
});

test("our own good answers are not taken for customers'", async () => {
  const { aws, ...context } = customersContext();
  const clock = jumpingClock(SHIFT + 1000);
  answerMetrics(aws, (asked) => {
    if (asked.at + MINUTE > clock.now()) return undefined;
    return valueOf({ green: [{ ...GOOD, RequestCount: 300 }, QUIET], blue: QUIET }, asked);
  });
  const span = { from: FIRST + 1000, to: FIRST + 7000, perSecond: 50, abandoned: 0 };
  const ownProbes = new OwnProbes([span]);
  const watched = await watchCustomers({ ...context, ownProbes }, undefined, watching(clock), running);
  expect(resultOf(watched)).toEqual({
    verdict: "passed",
    notApplicable: true,
    reason: expect.stringMatching(
      /^Not applicable: .* 300 requests, 0 errors \(up to 300 of them this suite's own probes\)/,
    ),
  });
});

const asked60 = (answers: number): Counts => ({ ...GOOD, RequestCount: 60, answers });

test.for<[string, number, readonly Counts[], CheckResult["verdict"]]>([
  ["given up in a period that is judged are no customers'", FIRST + MINUTE + 2000, [60, 47, 60].map(asked60), "passed"],
  ["given up just before may be counted after it", FIRST - 500, [53, 54, 60].map(asked60), "passed"],
  ["given up long before excuse nobody", FIRST - 36_000, [asked60(56)], "inconclusive"],
])("our own probes that were %s", async ([, to, green, verdict]) => {
  const { aws, ...context } = customersContext();
  const clock = jumpingClock(SHIFT + 1000);
  answerMetrics(aws, (asked) =>
    asked.at + MINUTE <= clock.now() ? valueOf({ green, blue: asked60(60) }, asked) : undefined,
  );
  const ownProbes = new OwnProbes([{ from: to - 2000, to, perSecond: 50, abandoned: 13 }]);
  const watched = await watchCustomers({ ...context, ownProbes }, undefined, watching(clock), running);
  expect(resultOf(watched)).toMatchObject({ verdict });
});

test("what blue shows, too, as long as green is watched, is no fault of green's", async () => {
  const service = await startHttp((_request, response) => response.writeHead(503).end());
  const { address, port } = service.target;
  const { aws, ...context } = customersContext();
  const clock = jumpingClock(SHIFT + 1000);
  answerMetrics(aws, (asked) =>
    asked.at + MINUTE <= clock.now() ? valueOf({ green: [failing(60)] }, asked) : undefined,
  );
  answerRunningTasks(aws, [{ id: "b1", address }]);
  answerTargetHealth(aws, [[`${address}:${port}`, "healthy"]]);
  const { verdict, reason, worst } = resultOf(await watchCustomers(context, undefined, watching(clock), running));
  expect(verdict).toBe("inconclusive");
  expect(reason).toMatch(
    /Blue's tasks, asked for their health by IP just then, answered \d+ of \d+ probes with 5xx or not at all\. What both share is at fault: to roll back would not help/,
  );
  expect(worst?.[0]?.text).toMatch(/^green's target group green-group, 10:01 to .*: 1200 requests, 60 errors/);
  // It was waited for, as long as there was something to wait for.
  expect(clock.now()).toBeGreaterThan(FIRST + 5 * MINUTE);
});

const BAD = failing(60);
const minute = (number: number): number => FIRST + (number - 1) * MINUTE;

test.for<[string, readonly Counts[], readonly number[], CheckResult["verdict"], RegExp]>([
  [
    "passes by the other minutes",
    [GOOD, BAD, GOOD],
    [minute(2)],
    "passed",
    /^Green's target group green-group: \d+ requests, 0 errors.* in 2 periods.* Left out: 3 periods in or beside which blue, asked by IP meanwhile, erred, too\. What both share was at fault then\.$/,
  ],
  [
    "fails by the other minutes",
    [BAD, BAD, GOOD, BAD],
    [minute(1)],
    "failed",
    /: 3600 requests, 120 errors .*, 10:03 to 10:06 UTC, .* Left out: 2 periods/,
  ],
  ["fails by errors of which blue had none", [BAD], [minute(-5)], "failed", /2400 requests, 120 errors/],
  [
    "is not judged where blue erred all the while",
    [BAD],
    [1, 2, 3, 4, 5].map(minute),
    "inconclusive",
    /^Green's target group green-group: nothing to judge by, for green does not pass by 5 periods in or beside which blue, .* erred, too/,
  ],
  [
    "passes by all minutes where there is nothing to excuse",
    [GOOD],
    [minute(1), minute(2)],
    "passed",
    /^Green's target group green-group: 2400 requests, 0 errors in 2 periods, 10:01 to 10:03 UTC: [^L]*Latency[^L]*$/,
  ],
])("after an outage that both share green %s", async ([, minutes, erred, verdict, says]) => {
  const { aws, ...context } = customersContext({ customers: { atLeast: 2 } });
  const clock = jumpingClock(SHIFT + 1000);
  answerMetrics(aws, (asked) => (asked.at + MINUTE <= clock.now() ? valueOf({ green: minutes }, asked) : undefined));
  expect(resultOf(await watchCustomers(context, undefined, watching(clock, erred), running))).toMatchObject({
    verdict,
    reason: expect.stringMatching(says),
  });
});

test.for<[string, number, CheckResult["verdict"], RegExp]>([
  [
    "what an outage leaves is not passed for being little",
    20,
    "inconclusive",
    /50 requests, 0 errors.* Left out: 3 periods in or beside which blue/,
  ],
  [
    "little traffic without an error is as good as ever, whatever blue did",
    0,
    "passed",
    /^Not applicable: .* 125 requests, 0 errors.* Too few customers to judge by.* The probes decide\.$/,
  ],
])("%s", async ([, errors, verdict, says]) => {
  const few = { ...GOOD, RequestCount: 25 };
  const minutes = [1, 2, 3].map(() => ({ ...few, HTTPCode_Target_5XX_Count: errors }));
  const { aws, ...context } = customersContext();
  const clock = jumpingClock(SHIFT + 1000);
  answerMetrics(aws, (asked) =>
    asked.at + MINUTE <= clock.now() ? valueOf({ green: [...minutes, few], blue: few }, asked) : undefined,
  );
  const watched = await watchCustomers(context, undefined, watching(clock, [minute(2)]), running);
  expect(resultOf(watched)).toMatchObject({ verdict, reason: expect.stringMatching(says) });
});

test("answers that were slow for what both share do not fail green", async () => {
  const slow = { ...GOOD, p95: 6, p99: 6 };
  const { aws, ...context } = customersContext({ customers: { slower: "fail", atLeast: 2 } });
  const clock = jumpingClock(SHIFT + 1000);
  const quick = { ...GOOD, p95: 0.1, p99: 0.1 };
  answerMetrics(aws, (asked) =>
    asked.at + MINUTE <= clock.now() ? valueOf({ green: [slow, slow, slow, quick], blue: quick }, asked) : undefined,
  );
  const watched = await watchCustomers(context, undefined, watching(clock, [minute(2)]), running);
  expect(resultOf(watched)).toMatchObject({ verdict: "passed", reason: expect.stringMatching(/in 2 periods/) });
});

test("stopped in the middle, it goes on where it was, with the probes of both invocations", async () => {
  const { aws, ...context } = customersContext();
  const clock = jumpingClock(SHIFT + 1000);
  const stop = new AbortController();
  answerMetrics(aws, (asked) => {
    if (clock.now() > FIRST + 2.5 * MINUTE) stop.abort(new Error("time is up"));
    return asked.at + MINUTE <= clock.now() ? valueOf({ green: [GOOD] }, asked) : undefined;
  });
  const ownProbes = new OwnProbes([{ from: FIRST, to: FIRST + 2000, perSecond: 50, abandoned: 0 }]);
  const first = await watchCustomers({ ...context, ownProbes }, undefined, watching(clock), stop.signal);
  if (first.kind !== "stopped") throw new Error("expected it to be stopped");
  expect(first.soFar).toEqual({
    verdict: "inconclusive",
    reason: expect.stringMatching(/^Green's target group green-group: 1200 requests/),
  });
  const state = JSON.parse(JSON.stringify(first.state)) as typeof first.state;
  expect(state).toEqual({ probed: [{ from: FIRST, to: FIRST + 2000, perSecond: 50, abandoned: 0 }], blueErred: [] });
  const second = await watchCustomers(context, state, watching(clock), running);
  expect(second).toEqual({
    kind: "decided",
    result: {
      verdict: "passed",
      reason: expect.stringMatching(/3600 requests, 0 errors \(up to 113 of them this suite's own probes\)/),
    },
  });
});

test("settled in the invocation that was stopped, its probes count once", async () => {
  const { aws, ...context } = customersContext();
  answerMetrics(aws, (asked) => valueOf({ green: [GOOD] }, asked));
  let now = FIRST;
  const ownProbes = new OwnProbes([], () => now);
  const probing = ownProbes.begin(50);
  now += 2000;
  const clock = jumpingClock(FIRST + 4 * MINUTE);
  const probed = [{ from: FIRST - 60_000, to: FIRST - 58_000, perSecond: 50, abandoned: 0 }, ...ownProbes.spans];
  const state = { probed, blueErred: [] };
  // It goes on meanwhile.
  now += 1000;
  const settled = resultOf(
    await watchCustomers({ ...context, ownProbes }, state, watching(clock), running, clock.now()),
  );
  probing[Symbol.dispose]();
  expect(settled.reason).toContain("up to 163 of them this suite's own probes");
  const stopped = await watchCustomers({ ...context, ownProbes }, state, watching(jumpingClock(FIRST)), stopIn());
  if (stopped.kind !== "stopped") throw new Error("expected it to be stopped");
  expect(stopped.state.probed).toEqual([
    { from: FIRST - 60_000, to: FIRST - 58_000, perSecond: 50, abandoned: 0 },
    { from: FIRST, to: FIRST + 3000, perSecond: 50, abandoned: 0 },
  ]);
});

test("a look that CloudWatch throttles is repeated, and one that it does not allow is not", async () => {
  const { aws, ...context } = customersContext();
  const clock = jumpingClock(SHIFT + 1000);
  let refused = false;
  answerMetrics(aws, (asked) => {
    if (!refused) {
      refused = true;
      throw refusal("ThrottlingException");
    }
    return asked.at + MINUTE <= clock.now() ? valueOf({ green: [GOOD] }, asked) : undefined;
  });
  expect(resultOf(await watchCustomers(context, undefined, watching(clock), running)).verdict).toBe("passed");
  aws.cloudWatch.on(GetMetricDataCommand).rejects(refusal("AccessDenied"));
  const calls = aws.cloudWatch.calls().length;
  await expect(watchCustomers(context, undefined, watching(clock), running)).rejects.toThrow(
    "Allow cloudwatch:GetMetricData",
  );
  expect(aws.cloudWatch.calls()).toHaveLength(calls + 1);
});

test("partial data is not judged", async () => {
  const { aws, ...context } = customersContext();
  const clock = jumpingClock(SHIFT + 1000);
  answerMetrics(
    aws,
    (asked) => valueOf({ green: [GOOD] }, asked),
    (result) => ({ ...result, StatusCode: "PartialData" }),
  );
  expect(resultOf(await watchCustomers(context, undefined, watching(clock), running))).toEqual({
    verdict: "inconclusive",
    reason: expect.stringMatching(
      /CloudWatch has no RequestCount .* for 5 of 5 periods .*: CloudWatch answered with status PartialData/,
    ),
  });
});
