import { expect, test } from "vitest";
import type { Outcome } from "../../../bench/harm/deploy-version.ts";
import { PANEL } from "../../../bench/harm/panel.ts";
import { runPanel } from "../../../bench/harm/run-panel.ts";
import { STYLES } from "../../../bench/harm/style.ts";

test("a panel that is interrupted ends with the reason, and counts no deployment", { timeout: 60_000 }, async () => {
  const reason = new Error("interrupted by SIGINT");
  const outcomes: Outcome[] = [];
  const interruption = new AbortController();
  setTimeout(() => interruption.abort(reason), 20);
  const run = {
    styles: STYLES,
    atOnce: 2,
    customers: { requestsPerSecond: 50, timeoutMs: 5_000 },
    keepMinutes: 2,
    path: process.env["PATH"] ?? "",
    onOutcome: (outcome: Outcome) => void outcomes.push(outcome),
  };

  await expect(runPanel(PANEL.slice(0, 3), run, interruption.signal)).rejects.toBe(reason);
  expect(outcomes).toEqual([]);
});
