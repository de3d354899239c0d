import { afterEach, expect, test, vi } from "vitest";
import { createRuntime } from "../../../shared/hook/runtime.ts";
import type { HookMetrics } from "../../../shared/record/hook-metrics.ts";
import { DEPLOYMENT_ID } from "../../support/aws-answers.ts";

afterEach(() => void vi.restoreAllMocks());

const RECORD = {
  deploymentId: DEPLOYMENT_ID,
  lifecycleEvent: "AfterInstall",
  verdict: "inconclusive",
  durationMs: 1_234,
  reportAttempts: 2,
} as const satisfies Parameters<HookMetrics["record"]>[0];

/** What is printed for each record: a line in CloudWatch's embedded metric format. */
function printedFor(...records: readonly Parameters<HookMetrics["record"]>[0][]): readonly unknown[] {
  const lines: string[] = [];
  vi.spyOn(process.stdout, "write").mockImplementation((text) => lines.push(String(text)) > 0);
  const { metrics } = createRuntime();
  for (const record of records) metrics.record(record);
  vi.restoreAllMocks();
  return lines.map((line): unknown => JSON.parse(line));
}

test("an invocation is one line with a count of its verdict, its time and the attempts of its report", () => {
  expect(printedFor(RECORD)).toEqual([
    {
      _aws: {
        Timestamp: expect.any(Number),
        CloudWatchMetrics: [
          {
            Namespace: "Verdigris",
            Dimensions: [["service", "lifecycleEvent"]],
            Metrics: [
              { Name: "Inconclusive", Unit: "Count" },
              { Name: "Duration", Unit: "Milliseconds" },
              { Name: "ReportAttempts", Unit: "Count" },
            ],
          },
        ],
      },
      service: "verdigris",
      lifecycleEvent: "AfterInstall",
      Inconclusive: 1,
      Duration: 1_234,
      ReportAttempts: 2,
      // Not a dimension: each deployment would be a metric of its own.
      deploymentId: DEPLOYMENT_ID,
    },
  ]);
});

test("nothing of one invocation is counted for the next", () => {
  const [, second] = printedFor(RECORD, { ...RECORD, verdict: "passed", lifecycleEvent: "BeforeInstall" });
  expect(second).toMatchObject({ lifecycleEvent: "BeforeInstall", Passed: 1, ReportAttempts: 2 });
  expect(second).not.toHaveProperty("Inconclusive");
});
