import { expect, test } from "vitest";
import { judgeChecks } from "../../../shared/hook/judgement.ts";
import type { CheckReport } from "../../../shared/hook/run-checks.ts";
import type { Verdict } from "../../../shared/verdict/verdict.ts";

const said = (verdict: Verdict, name: string = verdict): CheckReport => ({
  verdict,
  name,
  reason: `Saw ${name}.`,
  durationMs: 1,
});

test.for<[readonly Verdict[], Verdict, string]>([
  [[], "inconclusive", "No check ran, and nothing checked is not a pass."],
  [["passed"], "passed", "1 of 1 checks passed. passed: Saw passed."],
  [["passed", "failed"], "failed", "1 of 2 checks passed. failed: Saw failed."],
  [["inconclusive", "passed"], "inconclusive", "1 of 2 checks passed. inconclusive: Saw inconclusive."],
  [["error", "inconclusive"], "error", "0 of 2 checks passed. error: Saw error. inconclusive: Saw inconclusive."],
  [["error", "failed"], "failed", "0 of 2 checks passed. error: Saw error. failed: Saw failed."],
])("%j together are %s", ([verdicts, verdict, reason]) => {
  const checks = verdicts.map((each) => said(each));
  expect(judgeChecks(checks)).toEqual({ verdict, reason, checks });
});
