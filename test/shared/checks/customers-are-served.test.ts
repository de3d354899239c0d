import { GetDeploymentTargetCommand } from "@aws-sdk/client-codedeploy";
import { expect, test } from "vitest";
import { watchCustomers } from "../../../shared/checks/customers/watch-customers.ts";
import { resultOf } from "../../../shared/checks/watch/watched.ts";
import type { HooksConfig } from "../../../shared/configuration/schema.ts";
import {
  customersContext,
  failing,
  GOOD,
  NO_DATA,
  QUIET,
  valueOf,
  watching,
  type Counts,
  type Told,
} from "../../support/customer-counts.ts";
import { answerMetrics, jumpingClock } from "../../support/metric-data.ts";
import { FIRST, MINUTE, SHIFT } from "../../support/shifted-deployment.ts";

const running = new AbortController().signal;

async function judge(told: Told) {
  const { aws, ...context } = customersContext(told.configuration);
  const clock = jumpingClock(SHIFT + 1000);
  answerMetrics(aws, (asked) => {
    return asked.at + MINUTE + (told.late ?? 0) <= clock.now() ? valueOf(told, asked) : undefined;
  });
  const result = resultOf(await watchCustomers(context, undefined, watching(clock), running));
  return { ...result, minutes: (clock.now() - FIRST) / MINUTE };
}

test.for<[string, Told, string, RegExp]>([
  [
    "no errors",
    { green: [GOOD] },
    "passed",
    /^Green's target group green-group: 3600 requests, 0 errors in 3 periods, 10:01 to 10:04 UTC: error rate below 5 % with 99.9 % confidence \(false rollback 0.1 %, false pass 0.1 %\)\. Latency was not compared/,
  ],
  [
    "2 % of 5xx",
    { green: [failing(24)] },
    "failed",
    /^Green's target group green-group: 2400 requests, 48 errors \(2 %: 48 answers of 5xx, 0 failed connections\) in 2 periods, 10:01 to 10:03 UTC, which is not fit for customers \(at most 0.1 % is\)\. Before the shift blue had 2400 requests, 0 errors in 09:58 to 10:00 UTC\. Blue has no task left that could be asked\. Look at the logs/,
  ],
  [
    "failed connections",
    { green: [{ ...GOOD, TargetConnectionErrorCount: 100 }] },
    "failed",
    /0 answers of 5xx, 200 failed connections/,
  ],
  ["as many errors as blue had", { green: [failing(10)], blue: failing(10) }, "passed", /30 errors/],
  [
    "more than may pass, as before",
    { green: [failing(90)], blue: failing(90) },
    "inconclusive",
    /not enough to tell an error rate/,
  ],
  [
    "errors with nothing of blue's to compare with",
    { green: [failing(24)], blue: NO_DATA },
    "failed",
    /Blue has no counts from before the shift/,
  ],
  [
    "twelve requests",
    { green: [{ ...GOOD, RequestCount: 12 }, QUIET], blue: QUIET },
    "passed",
    /^Not applicable: Green's target group green-group: 12 requests, 0 errors in 5 periods, 10:01 to 10:06 UTC\. Too few customers to judge by: it takes 146 requests without an error\. The probes decide\.$/,
  ],
  ["nobody", { green: [QUIET], blue: QUIET }, "passed", /^Not applicable: .*: 0 requests, 0 errors in 5 periods/],
  [
    "twelve requests where little traffic is not enough",
    {
      green: [{ ...GOOD, RequestCount: 12 }, QUIET],
      blue: QUIET,
      configuration: { customers: { littleTraffic: "inconclusive" } },
    },
    "inconclusive",
    /12 requests, 0 errors in 5 periods.*Too few customers/,
  ],
  [
    "five errors among twelve requests",
    { green: [{ ...failing(5), RequestCount: 12 }, QUIET], blue: QUIET },
    "inconclusive",
    /12 requests, 5 errors .* not enough to tell/,
  ],
  [
    "customers who did not come along",
    { green: [{ ...GOOD, RequestCount: 10 }] },
    "inconclusive",
    /50 requests, 0 errors.* Before the shift blue had 1200 requests in a period \(median\): expected customers to have come along/,
  ],
  [
    "no data at all",
    { green: [NO_DATA] },
    "inconclusive",
    /^CloudWatch has no RequestCount of green's target group green-group for 5 of 5 periods \(the first from 10:01 to 10:02 UTC\): it may be late, or lost\. Missing data is no pass\. Without any request/,
  ],
  ["a gap", { green: [GOOD, NO_DATA, GOOD] }, "inconclusive", /for 1 of 5 periods \(the first from 10:02/],
  ["errors beside a gap", { green: [failing(24), NO_DATA, failing(24)] }, "failed", /48 errors/],
  [
    "errors of which the requests are missing",
    { green: [{ HealthyHostCount: 2, HTTPCode_Target_5XX_Count: 5 }] },
    "inconclusive",
    /for 5 of 5 periods/,
  ],
  [
    "a count that cannot be",
    { green: [{ ...GOOD, HTTPCode_Target_5XX_Count: -5 }] },
    "inconclusive",
    /for 5 of 5 periods/,
  ],
  [
    "answers of 5xx that only the load balancer gave",
    { green: [GOOD], own5xx: (at) => (at >= FIRST ? 200 : 1) },
    "inconclusive",
    /the load balancer itself answered 995 times 5xx more than before the shift/,
  ],
  ["the load balancer's 5xx as before", { green: [GOOD], own5xx: () => 200 }, "passed", /0 errors/],
  [
    "polls of half a minute, of which some are always under way",
    { green: [{ ...GOOD, answers: 600 }, GOOD] },
    "passed",
    /3600 requests, 0 errors in 3 periods, [\d: to]+ UTC: error rate below/,
  ],
  [
    "customers who leave, although blue's did not",
    { green: [{ ...GOOD, answers: 600 }] },
    "inconclusive",
    /3000 requests more than before ended without an answer \(customers left before there was one\), which counts as errors in what passes/,
  ],
  [
    "connections that nothing answers, without anything of blue's to compare with",
    { green: [{ ...GOOD, answers: 0 }], blue: NO_DATA },
    "passed",
    /3600 requests, 0 errors .*; 3600 of them without an answer, and blue has no counts that would say whether that is usual: error rate below/,
  ],
  ["data that is three minutes late", { green: [GOOD], late: 90_000 }, "passed", /3600 requests/],
])("%s: %s", async ([, told, verdict, says]) => {
  const result = await judge(told);
  expect(result.verdict).toBe(verdict);
  expect(result.reason).toMatch(says);
});

test("it ends as soon as it is decided, and does not judge a minute before its data is complete", async () => {
  // The third minute ends at 3, and is judged a minute later.
  expect((await judge({ green: [GOOD] })).minutes).toBeCloseTo(4, 1);
  expect((await judge({ green: [failing(60)] })).minutes).toBeCloseTo(3, 1);
  // What is missing is waited for a minute more.
  expect((await judge({ green: [NO_DATA] })).minutes).toBeCloseTo(7, 1);
});

test("a burst of blue's long before the shift does not let customers be expected", async () => {
  const five = { ...GOOD, RequestCount: 5 };
  const { aws, ...context } = customersContext();
  const clock = jumpingClock(SHIFT + 1000);
  answerMetrics(aws, (asked) => {
    const isBurst = Math.floor((SHIFT - asked.at) / MINUTE) === 4;
    const blue = isBurst ? { ...five, RequestCount: 300 } : five;
    return asked.at + MINUTE <= clock.now() ? valueOf({ green: [five], blue }, asked) : undefined;
  });
  const result = resultOf(await watchCustomers(context, undefined, watching(clock), running));
  expect(result).toMatchObject({ verdict: "passed", notApplicable: true });
  expect(result.reason).toMatch(/25 requests, 0 errors in 5 periods.* Too few customers/);
});

test("little traffic passes as not applicable, which is no pass by itself", async () => {
  expect(await judge({ green: [QUIET], blue: QUIET })).toMatchObject({ verdict: "passed", notApplicable: true });
  expect(await judge({ green: [GOOD] })).not.toHaveProperty("notApplicable");
});

const few = { ...GOOD, RequestCount: 10 };

test.for([1, 10, 30, 50, 59].flatMap((second) => [60, 75, 90, 120, 150].map((late) => ({ second, late }))))(
  "few customers pass although the shift was at :$second and counts come $late s late",
  async ({ second, late }) => {
    const { aws, ...context } = customersContext({ customers: { atMost: undefined } });
    const end = SHIFT - 30_000 + second * 1000;
    const event = { lifecycleEventName: "AllowTraffic", startTime: new Date(end - 5000), endTime: new Date(end) };
    aws.codeDeploy
      .on(GetDeploymentTargetCommand)
      .resolves({ deploymentTarget: { ecsTarget: { lifecycleEvents: [event] } } });
    const clock = jumpingClock(end + 3000);
    answerMetrics(aws, (asked) =>
      asked.at + MINUTE + late * 1000 <= clock.now() ? valueOf({ green: [few], blue: few }, asked) : undefined,
    );
    const bakeEnd = clock.now() + context.configuration.bake;
    const result = resultOf(await watchCustomers(context, undefined, watching(clock), running, bakeEnd));
    expect(result.reason).toMatch(/^Not applicable: .* [67] periods.* Too few customers/);
    expect(result).toMatchObject({ verdict: "passed", notApplicable: true });
  },
);

test("settled before the end, the periods that may still come are left out once enough are whole", async () => {
  const settle = async (minutes: number, late: number) => {
    const { aws, ...context } = customersContext();
    const clock = jumpingClock(FIRST + minutes * MINUTE);
    answerMetrics(aws, (asked) =>
      asked.at + MINUTE + late <= clock.now() ? valueOf({ green: [few], blue: few }, asked) : undefined,
    );
    return resultOf(await watchCustomers(context, undefined, watching(clock), running, clock.now()));
  };
  // Settled after two minutes, little traffic was not seen for long enough either.
  expect(await settle(4, 0)).toMatchObject({ verdict: "passed" });
  const short = await settle(3, 0);
  expect(short.verdict).toBe("inconclusive");
  expect(short.reason).toMatch(/20 requests.* in 2 periods.*: nothing passes before 3 were seen/);
  expect((await settle(5, 90_000)).reason).toMatch(/ 3 periods.* Too few customers/);
  // Two whole ones are too few, and what is three minutes late is lost.
  expect((await settle(4, 90_000)).reason).toMatch(/^CloudWatch has no RequestCount .* for 1 of 3 periods/);
  expect((await settle(7, 4 * MINUTE)).reason).toMatch(/^CloudWatch has no RequestCount/);
});

const quick = { ...GOOD, p95: 0.1, p99: 0.2 };
const slow = { ...GOOD, p95: 0.15, p99: 0.3 };

test.for<[string, Counts, HooksConfig, string, RegExp]>([
  ["as before", quick, {}, "passed", /The p95 of the answers was 100 ms in 3 periods, before the shift 100 ms\.$/],
  [
    "slower, by default",
    slow,
    {},
    "passed",
    /Warning: Latency: expected the p95 of green's answers to be no more than 20 % and 10 ms above blue's before the shift, observed 150 ms in 3 periods, blue's was 100 ms in 30\./,
  ],
  ["slower, where that fails", slow, { customers: { slower: "fail" } }, "failed", /^Latency: expected the p95/],
  ["slower, where that is tolerated", slow, { customers: { slower: "fail", tolerance: "60%" } }, "passed", /The p95/],
  ["slower, where nobody asks", slow, { customers: { slower: "ignore" } }, "passed", /false pass 0.1 %\)\.$/],
])("latency %s", async ([, green, configuration, verdict, says]) => {
  // Three minutes beyond all of thirty decide at a risk of one in a thousand for both percentiles.
  const result = await judge({ green: [green], blue: quick, configuration });
  expect(result.verdict).toBe(verdict);
  expect(result.reason).toMatch(says);
});
