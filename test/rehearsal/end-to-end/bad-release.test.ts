import { expect, test } from "vitest";
import { rehearseForResult } from "./run-rehearsal.ts";

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
    fault: "latency=800ms",
    event: "AfterInstall",
    expected: "within 300 ms",
    observed: /observed an answer after 8\d\d ms/,
    rollback: "Succeeded",
  },
  {
    fault: "dead-task",
    event: "AfterInstall",
    expected: "expected status 200",
    observed: /observed no answer in \d+ ms/,
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
    fault: "unhealthy",
    event: "AfterInstall",
    expected: "expected status 200",
    observed: "observed status 503",
    rollback: "Succeeded",
  },
  {
    fault: "pending-migration",
    event: "BeforeInstall",
    expected: "expected exit code 0",
    observed: /observed exit code 1.*0002_order_notes/s,
    rollback: undefined,
  },
] as const;

test.for(FAULTS)(
  "green with $fault is stopped at $event, before any customer meets it",
  { timeout: 60_000 },
  async ({ fault, event, expected, observed, rollback }) => {
    const { exitCode, result } = await rehearseForResult(["--green-fault", fault]);

    expect(exitCode).toBe(1);
    expect(result.deployment).toMatchObject({ status: "Failed", errorInformation: { code: "HOOK_EXECUTION_FAILURE" } });
    expect(result.customers).toMatchObject({ answeredByGreen: 0, errors: 0 });
    const failed = result.hooks.filter(({ status }) => status !== "Succeeded");
    expect(failed.map(({ lifecycleEvent, verdict }) => ({ lifecycleEvent, verdict }))).toEqual([
      { lifecycleEvent: event, verdict: "failed" },
    ]);
    const reason = failed[0]?.reason ?? "";
    expect(reason).toContain(expected);
    expect(reason).toMatch(observed);
    expect(reason).toMatch(event === "BeforeInstall" ? /shop:2/ : TARGET);
    expect(result.rollback?.status).toBe(rollback);
    const skipped = result.lifecycleEvents.filter(({ status }) => status === "Skipped");
    expect(skipped.length).toBe(7 - result.lifecycleEvents.findIndex(({ name }) => name === event));
  },
);
