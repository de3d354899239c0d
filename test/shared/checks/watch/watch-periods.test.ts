import { expect, test } from "vitest";
import { describeTimes, periodsAround } from "../../../../shared/checks/watch/periods.ts";
import { watchPeriods, type Look } from "../../../../shared/checks/watch/watch-periods.ts";
import { parseConfiguration } from "../../../../shared/configuration/load-configuration.ts";
import { AwsCallError } from "../../../../shared/deployment/errors.ts";
import { jumpingClock } from "../../../support/metric-data.ts";
import { refusal } from "../../../support/mock-aws.ts";

const running = new AbortController().signal;
const MINUTE = 60_000;
const SHIFT = { from: 10 * MINUTE + 1, to: 10 * MINUTE + 30_000 };
const SETTINGS = parseConfiguration({ customers: { before: 10, atMost: 3 } });
const PERIODS = periodsAround(SHIFT, SETTINGS, MINUTE);

test("the period in which traffic was shifted is neither's", () => {
  expect(PERIODS.before.slice(0, 2)).toEqual([9 * MINUTE, 8 * MINUTE]);
  expect(PERIODS.after).toEqual([11, 12, 13].map((minute) => minute * MINUTE));
  const whole = periodsAround({ from: 10 * MINUTE, to: 10 * MINUTE }, SETTINGS, MINUTE);
  expect([whole.before[0], whole.after[0]]).toEqual([9 * MINUTE, 10 * MINUTE]);
  expect(describeTimes(PERIODS.after, MINUTE)).toBe("00:11 to 00:14 UTC");
  expect(describeTimes([1000, 2000], 1000)).toBe("00:00:01 to 00:00:03 UTC");
});

async function watch(decide: (look: Look) => string | undefined) {
  const clock = jumpingClock(SHIFT.to);
  const looks: string[] = [];
  const result = await watchPeriods(
    PERIODS,
    MINUTE,
    clock,
    async (look) => {
      looks.push(
        `${look.due.length} at ${Math.round((clock.now() / MINUTE) * 100) / 100}${look.isLast ? ", the last" : ""}`,
      );
      return decide(look);
    },
    running,
  );
  return { result, looks };
}

test("periods are looked at when they may be judged, four times in each", async () => {
  const { result, looks } = await watch(({ due }) => (due.length === 2 ? "decided" : undefined));
  expect(result).toBe("decided");
  expect(looks).toEqual(["1 at 13", "1 at 13.25", "1 at 13.5", "1 at 13.75", "2 at 14"]);
});

test("what is late is waited for once more, and then it is the last look", async () => {
  const { result, looks } = await watch(({ isLast }) => (isLast ? "so be it" : undefined));
  expect(result).toBe("so be it");
  expect(looks.at(-1)).toBe("3 at 16, the last");
});

test("periods may be late for a while longer than they are waited for", async () => {
  const late: number[][] = [];
  const decide = (look: Look): undefined => void late.push(look.late.map((at) => at / MINUTE));
  await watch(decide);
  expect(late[0]).toEqual([11]);
  // At 16, the last look: minute 12 ended three minutes before.
  expect(late.at(-1)).toEqual([13]);
});

test.for<[string, Error, number]>([
  [
    "throttling, which may pass, five times in a row",
    new AwsCallError("cloudwatch:GetMetricData", refusal("ThrottlingException")),
    5,
  ],
  ["a role that may not, at once", new AwsCallError("cloudwatch:GetMetricData", refusal("AccessDeniedException")), 1],
  ["a mistake of its own, at once", new TypeError("not a function"), 1],
])("it gives up for %s", async ([, error, times]) => {
  let looks = 0;
  const refused = watch(() => {
    looks += 1;
    throw error;
  });
  await expect(refused).rejects.toThrow(error.message);
  expect(looks).toBe(times);
});

test.for<[string, number, string]>([
  ["decides by what it then sees", 4, "so be it"],
  ["gives up after five times", 5, "ThrottlingException"],
])("a last look that is throttled is repeated, and %s", async ([, refused, outcome]) => {
  let looks = 0;
  const clock = jumpingClock(14 * MINUTE);
  const settled = watchPeriods(
    PERIODS,
    MINUTE,
    clock,
    async ({ isLast }) => {
      looks += 1;
      if (looks <= refused) throw new AwsCallError("cloudwatch:GetMetricData", refusal("ThrottlingException"));
      return isLast ? "so be it" : undefined;
    },
    running,
    14 * MINUTE,
  );
  expect(await settled.catch((error: unknown) => String(error))).toContain(outcome);
  // Settling has a minute.
  expect(clock.now()).toBeLessThan(14.5 * MINUTE);
});

test("it stops when it is told to", async () => {
  const signal = AbortSignal.abort(new Error("time is up"));
  const stopped = watchPeriods(PERIODS, MINUTE, jumpingClock(0), () => Promise.resolve("never"), signal);
  await expect(stopped).rejects.toThrow("time is up");
});
