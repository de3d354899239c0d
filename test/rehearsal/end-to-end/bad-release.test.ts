import { expect, test } from "vitest";
import { rehearseSample } from "./rehearse-sample.ts";

const TARGET = /green task [0-9a-f]{32} \(127(\.\d+){3}:\d+, us-east-1[ab]\)/;

const FAULTS = [
  {
    fault: "error-rate=0.05",
    event: "AfterInstall",
    expected: "expected status 200",
    observed: "observed status 500",
    rollback: "Succeeded",
  },
  {
    fault: "refuse",
    event: "AfterInstall",
    expected: "expected status 200",
    observed: "observed connection refused",
    rollback: "Succeeded",
  },
  {
    fault: "crash",
    event: "AfterInstall",
    expected: "expected status 200",
    observed: "exit code 1",
    rollback: "Succeeded",
  },
  {
    fault: "wrong-version",
    event: "AfterInstall",
    expected: "expected header x-version 1.1.0",
    observed: "observed header x-version 1.0.0",
    rollback: "Succeeded",
  },
  {
    fault: "pending-migration",
    event: "BeforeInstall",
    expected: '"1790841600000_order_notes" of the 2 that green expects',
    observed: "is pending: not in public.pgmigrations",
    rollback: undefined,
  },
  {
    fault: "failed-migration",
    event: "BeforeInstall",
    expected: '"1793433600000_search_notes" of the 3 that green expects is pending',
    observed: "node-pg-migrate does not record a run that failed",
    rollback: undefined,
  },
  {
    fault: "contract-migration",
    event: "BeforeInstall",
    expected:
      'Migration "1793520000000_rename_placed_at", which is applied ALREADY, breaks the reads and writes of blue',
    observed:
      "migrations/1793520000000_rename_placed_at.sql:2 `ALTER TABLE orders RENAME COLUMN placed_at TO ordered_at`",
    rollback: undefined,
  },
] as const;

test.for(FAULTS)(
  "green with $fault is stopped at $event, before any customer meets it",
  { timeout: 150_000 },
  async ({ fault, event, expected, observed, rollback }) => {
    const result = await rehearseSample(["--green-fault", fault]);

    expect(result.deployment).toMatchObject({ status: "Failed", errorInformation: { code: "HOOK_EXECUTION_FAILURE" } });
    expect(result.customers).toMatchObject({ answeredByGreen: 0, errors: 0 });
    const failed = result.hooks.filter(({ status }) => status !== "Succeeded");
    expect(failed.map(({ lifecycleEvent, verdict }) => ({ lifecycleEvent, verdict }))).toEqual([
      { lifecycleEvent: event, verdict: "failed" },
    ]);
    const reason = failed[0]?.reason ?? "";
    expect(reason).toContain(expected);
    expect(reason).toMatch(observed);
    expect(reason).toMatch(event === "BeforeInstall" ? "migrations-are-applied" : TARGET);
    expect(result.rollback?.status).toBe(rollback);
    const skipped = result.lifecycleEvents.filter(({ status }) => status === "Skipped");
    expect(skipped.length).toBe(7 - result.lifecycleEvents.findIndex(({ name }) => name === event));
  },
);
