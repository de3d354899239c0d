import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createDeadline, DeadlineError } from "../../../shared/hook/deadline.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** When each part of a deadline comes, in milliseconds. */
async function timesOf(remainingMs: number) {
  const times: Record<string, number> = {};
  const startedAt = performance.now();
  const note = (name: string) => () => {
    times[name] = Math.round(performance.now() - startedAt);
  };
  using deadline = createDeadline(remainingMs);
  deadline.checks.addEventListener("abort", note("checks"));
  deadline.report.addEventListener("abort", note("report"));
  void deadline.overdue.then(note("overdue"));
  await vi.advanceTimersByTimeAsync(Math.max(remainingMs || 0, 0) + 2_000);
  return times;
}

test.for([
  // The longest function: 15 s are kept, of which 2 s for checks that are slow to stop.
  { remaining: 900_000, checks: 885_000, overdue: 887_000, report: 899_500 },
  { remaining: 60_000, checks: 45_000, overdue: 47_000, report: 59_500 },
  { remaining: 30_000, checks: 20_000, overdue: 22_000, report: 29_500 },
  { remaining: 6_000, checks: 3_000, overdue: 3_750, report: 5_700 },
  { remaining: 3_000, checks: 1_500, overdue: 1_875, report: 2_850 },
  { remaining: 1_000, checks: 500, overdue: 625, report: 1_000 },
])("of $remaining ms the checks have $checks ms, and the report the rest", async ({ remaining, ...expected }) => {
  expect(await timesOf(remaining)).toEqual(expected);
});

test.for([0, -5, Number.NaN])("without time left (%s ms) there is still some to try a report", async (remaining) => {
  const { checks, overdue, report } = await timesOf(remaining);
  expect(checks).toBeLessThanOrEqual(1);
  expect(overdue).toBeLessThanOrEqual(1);
  expect(report).toBe(1_000);
});

test("a check is told how long it had", async () => {
  using deadline = createDeadline(6_000);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(deadline.checks.reason).toEqual(new DeadlineError("The checks had 3.0 s"));
});

test("a hook that is over stops what still looks, and leaves no timer", async () => {
  const overdue = vi.fn<() => void>();
  let deadline;
  {
    using scoped = createDeadline(60_000);
    deadline = scoped;
    void deadline.overdue.then(overdue);
  }
  expect(deadline.checks.aborted).toBe(true);
  expect(deadline.report.aborted).toBe(false);
  expect(vi.getTimerCount()).toBe(0);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(overdue).not.toHaveBeenCalled();
});
