import { expect, test } from "vitest";
import { judgeChecks } from "../../../shared/hook/judgement.ts";
import type { CheckReport } from "../../../shared/hook/check-report.ts";
import type { Verdict } from "../../../shared/verdict/verdict.ts";

const said = (verdict: Verdict, name: string = verdict): CheckReport => ({
  verdict,
  name,
  mode: "enforce",
  reason: `Saw ${name}.`,
  durationMs: 1,
});

test.for<[readonly Verdict[], Verdict, string]>([
  [[], "inconclusive", "No check ran, and nothing checked is not a pass."],
  [["passed"], "passed", "1 of 1 checks passed. passed: Saw passed."],
  [["passed", "failed"], "failed", "1 of 2 checks passed. failed: Saw failed."],
  [["inconclusive", "passed"], "inconclusive", "1 of 2 checks passed. inconclusive: Saw inconclusive."],
  [["error", "inconclusive"], "error", "0 of 2 checks passed. error: Saw error. inconclusive: Saw inconclusive."],
  [["error", "failed"], "failed", "0 of 2 checks passed. failed: Saw failed. error: Saw error."],
])("%j together are %s", ([verdicts, verdict, reason]) => {
  const checks = verdicts.map((each) => said(each));
  expect(judgeChecks(checks)).toEqual({ verdict, reason, checks });
});

const report = (
  name: string,
  mode: CheckReport["mode"],
  verdict: Verdict,
  rest: Partial<CheckReport> = {},
): CheckReport => {
  return { ...said(verdict, name), mode, ...rest };
};

test.for<[string, readonly CheckReport[], Verdict, string]>([
  [
    "one that is observed fails",
    [report("a", "enforce", "passed"), report("b", "observe", "failed")],
    "passed",
    "1 of 1 checks passed. a: Saw a. Not counted: b (observed: failed).",
  ],
  [
    "one is off",
    [report("a", "enforce", "failed"), report("b", "off", "inconclusive")],
    "failed",
    "0 of 1 checks passed. a: Saw a. Not counted: b (off).",
  ],
  [
    "none counts, though one passed",
    [report("a", "observe", "passed"), report("b", "off", "inconclusive")],
    "inconclusive",
    "No check that counts looked at anything, and nothing checked is not a pass. Not counted: a (observed: passed), b (off).",
  ],
  [
    "those that count had nothing to look at",
    [report("a", "enforce", "passed", { notApplicable: true }), report("b", "off", "inconclusive")],
    "inconclusive",
    "No check that counts looked at anything, and nothing checked is not a pass. Not counted: b (off).",
  ],
  [
    "one of those that count had nothing to look at",
    [report("a", "enforce", "passed", { notApplicable: true }), report("b", "enforce", "passed")],
    "passed",
    "2 of 2 checks passed. a: Saw a. b: Saw b.",
  ],
])("only what is enforced counts, where %s", ([, checks, verdict, reason]) => {
  expect(judgeChecks(checks)).toEqual({ verdict, reason, checks });
});
