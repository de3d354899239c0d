import { expect, test } from "vitest";
import type { Row } from "../../../bench/deployments/panel.ts";
import { runPanel } from "../../../bench/deployments/run-panel.ts";

const fit: Row = { name: "fit", deployments: 1, tasks: 1, fault: undefined, isFit: true, risk: 0 };
const unfit: Row = { ...fit, name: "unfit", fault: "error-rate=0.5", isFit: false, risk: 0.001 };
const RUN = { firstSeed: 1, atOnce: 2, path: process.env["PATH"] ?? "", onOutcome: () => undefined };

test(
  "a fit green passes, and an unfit one is stopped by a counted probe before a customer meets it",
  { timeout: 150_000 },
  async () => {
    const results = await runPanel([fit, unfit], RUN, new AbortController().signal);
    const [passed, stopped] = results.map(({ outcomes }) => outcomes);

    // 138 probes without an error are enough for each of the four checks.
    expect(passed).toEqual([expect.objectContaining({ seed: 1, decision: "passed", reason: undefined })]);
    expect(passed?.[0]?.probes).toBeGreaterThan(400);
    expect(stopped).toEqual([
      expect.objectContaining({ seed: 2, decision: "stopped", stoppedAt: "AfterInstall", answeredByGreen: 0 }),
    ]);
    expect(stopped?.[0]?.probes).toBeGreaterThan(0);
  },
);

test("a panel that is interrupted ends with the reason, and counts no deployment", { timeout: 150_000 }, async () => {
  const reason = new Error("interrupted by SIGINT");
  const outcomes: unknown[] = [];
  const interruption = new AbortController();
  setTimeout(() => interruption.abort(reason), 20);
  const run = { ...RUN, onOutcome: (_row: Row, outcome: unknown) => outcomes.push(outcome) };

  await expect(runPanel([{ ...fit, deployments: 3 }], run, interruption.signal)).rejects.toBe(reason);
  expect(outcomes).toEqual([]);
});
