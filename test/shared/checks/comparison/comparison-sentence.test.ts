import { expect, test } from "vitest";
import type { CheckResult } from "../../../../shared/checks/check.ts";
import type { ComparisonOutcome } from "../../../../shared/checks/comparison/compare-with-blue.ts";
import { addRound, judgeProgress, startProgress } from "../../../../shared/checks/comparison/comparison-progress.ts";
import { describeComparison } from "../../../../shared/checks/comparison/comparison-sentence.ts";
import { comparisonSettings } from "../../../../shared/configuration/comparison-settings.ts";
import { parseConfiguration } from "../../../../shared/configuration/load-configuration.ts";
import type { Outcome } from "../../../../shared/probe/outcome.ts";
import { createComparison } from "../../../../shared/verdict/compare/comparison.ts";
import { answered } from "./answered.ts";
import { quickly } from "./compared.ts";

const settings = comparisonSettings(parseConfiguration({ comparison: quickly }));
const comparison = createComparison(settings.plan);
const fit = Array.from({ length: 300 }, () => answered(true, true)).reduce(
  (progress, round) => addRound(comparison, progress, round),
  startProgress(comparison),
);
const hangs: Outcome = {
  kind: "error",
  where: "way",
  observed: "no connection in time",
  likelyCause: "a network",
  phases: {},
  request: "GET http://10.0.0.1/",
  latencyMs: 500,
};
const silent = { round: { ...answered(true, true), subject: hangs }, isGreens: true };

test.for<[ComparisonOutcome["end"], CheckResult["verdict"], RegExp]>([
  ["decided", "passed", /^300 rounds of .* green is no worse than blue/],
  ["silent", "failed", /expected an answer, observed no connection in time, again and again.* this task itself/],
  [
    "time",
    "inconclusive",
    /^Green has not had all of its tasks since an outage that blue shared.* cannot be placed\.$/,
  ],
  ["stopped", "inconclusive", /^Green has not had all of its tasks .* It ended when/],
  ["blue-gone", "inconclusive", /^Green has not had all of its tasks .* Blue has no running task left to return to\.$/],
])("what would have passed, and ended as %s, is %s", ([end, verdict, says]) => {
  const judgement = judgeProgress(comparison, fit);
  expect(judgement.decision).toBe("passed");
  const outcome = { end, judgement, progress: fit, ...(end === "silent" && { silent }) };
  const ended = {
    subject: "2 green and 1 blue task by IP (GET /)",
    settings,
    whenBlueIsGone: "pass",
    outcome,
  } as const;
  expect(describeComparison(ended)).toMatchObject({ verdict, reason: expect.stringMatching(says) });
});
