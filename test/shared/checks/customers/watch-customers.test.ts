import { GetMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { expect, test } from "vitest";
import { OwnProbes } from "../../../../shared/checks/own-probes.ts";
import { watchCustomers } from "../../../../shared/checks/customers/watch-customers.ts";
import { resultOf } from "../../../../shared/checks/watch/watched.ts";
import { answerRunningTasks } from "../../../support/answer-running-tasks.ts";
import { customersContext, failing, GOOD, QUIET, valueOf } from "../../../support/customer-counts.ts";
import { answerMetrics, jumpingClock } from "../../../support/metric-data.ts";
import { refusal } from "../../../support/mock-aws.ts";
import { answerTargetHealth } from "../../../support/probe/answer-target-health.ts";
import { startHttp } from "../../../support/probe/start-server.ts";
import { FIRST, MINUTE, OF_NLB, SHIFT } from "../../../support/shifted-deployment.ts";

const running = new AbortController().signal;

const stopIn = (): AbortSignal => AbortSignal.abort(new Error("time is up"));

test("a network load balancer counts no requests: that is said, and nothing is asked", async () => {
  const { aws, ...context } = customersContext({}, OF_NLB);
  const result = resultOf(await watchCustomers(context, undefined, jumpingClock(SHIFT), running));
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
  const span = { from: FIRST + 1000, to: FIRST + 7000, perSecond: 50 };
  const ownProbes = new OwnProbes([span]);
  const watched = await watchCustomers({ ...context, ownProbes }, undefined, clock, running);
  expect(resultOf(watched)).toEqual({
    verdict: "passed",
    notApplicable: true,
    reason: expect.stringMatching(
      /^Not applicable: .* 300 requests, 0 errors \(up to 300 of them this suite's own probes\)/,
    ),
  });
});

test("what blue shows now, too, is no fault of green's", async () => {
  const service = await startHttp((_request, response) => response.writeHead(503).end());
  const { aws, ...context } = customersContext();
  const clock = jumpingClock(SHIFT + 1000);
  answerMetrics(aws, (asked) =>
    asked.at + MINUTE <= clock.now() ? valueOf({ green: [failing(60)] }, asked) : undefined,
  );
  answerRunningTasks(aws, [{ id: "b1", address: service.target.address }]);
  answerTargetHealth(aws, [[`${service.target.address}:${service.target.port}`, "healthy"]]);
  expect(resultOf(await watchCustomers(context, undefined, clock, running))).toEqual({
    verdict: "inconclusive",
    reason: expect.stringMatching(
      /Blue's tasks, asked for their health by IP just then, failed \d+ of \d+ probes\. What both share is at fault: to roll back would not help/,
    ),
    worst: [FIRST, FIRST + MINUTE].map((at) => ({
      text: expect.stringMatching(
        `^green's target group green-group, ${new Date(at).toISOString().slice(11, 16)} to .*: 1200 requests, 60 errors`,
      ),
    })),
  });
});

test("stopped in the middle, it goes on where it was, with the probes of both invocations", async () => {
  const { aws, ...context } = customersContext();
  const clock = jumpingClock(SHIFT + 1000);
  const stop = new AbortController();
  answerMetrics(aws, (asked) => {
    if (clock.now() > FIRST + 2.5 * MINUTE) stop.abort(new Error("time is up"));
    return asked.at + MINUTE <= clock.now() ? valueOf({ green: [GOOD] }, asked) : undefined;
  });
  const ownProbes = new OwnProbes([{ from: FIRST, to: FIRST + 2000, perSecond: 50 }]);
  const first = await watchCustomers({ ...context, ownProbes }, undefined, clock, stop.signal);
  if (first.kind !== "stopped") throw new Error("expected it to be stopped");
  expect(first.soFar).toEqual({
    verdict: "inconclusive",
    reason: expect.stringMatching(/^Green's target group green-group: 1200 requests/),
  });
  const state = JSON.parse(JSON.stringify(first.state)) as typeof first.state;
  expect(state).toEqual({ probed: [{ from: FIRST, to: FIRST + 2000, perSecond: 50 }] });
  const second = await watchCustomers(context, state, clock, running);
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
  const state = { probed: [{ from: FIRST - 60_000, to: FIRST - 58_000, perSecond: 50 }, ...ownProbes.spans] };
  // It goes on meanwhile.
  now += 1000;
  const settled = resultOf(await watchCustomers({ ...context, ownProbes }, state, clock, running, clock.now()));
  probing[Symbol.dispose]();
  expect(settled.reason).toContain("up to 163 of them this suite's own probes");
  const stopped = await watchCustomers({ ...context, ownProbes }, state, jumpingClock(FIRST), stopIn());
  if (stopped.kind !== "stopped") throw new Error("expected it to be stopped");
  expect(stopped.state.probed).toEqual([
    { from: FIRST - 60_000, to: FIRST - 58_000, perSecond: 50 },
    { from: FIRST, to: FIRST + 3000, perSecond: 50 },
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
  expect(resultOf(await watchCustomers(context, undefined, clock, running)).verdict).toBe("passed");
  aws.cloudWatch.on(GetMetricDataCommand).rejects(refusal("AccessDenied"));
  const calls = aws.cloudWatch.calls().length;
  await expect(watchCustomers(context, undefined, clock, running)).rejects.toThrow("Allow cloudwatch:GetMetricData");
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
  expect(resultOf(await watchCustomers(context, undefined, clock, running))).toEqual({
    verdict: "inconclusive",
    reason: expect.stringMatching(
      /CloudWatch has no RequestCount .* for 5 of 5 periods .*: CloudWatch answered with status PartialData/,
    ),
  });
});
