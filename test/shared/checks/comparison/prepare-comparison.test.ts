import { expect, test } from "vitest";
import {
  addRound,
  startProgress,
  type ComparisonProgress,
} from "../../../../shared/checks/comparison/comparison-progress.ts";
import { prepareComparison } from "../../../../shared/checks/comparison/prepare-comparison.ts";
import { createComparison } from "../../../../shared/verdict/compare/comparison.ts";
import { DEFAULT_COMPARISON } from "../../../../shared/verdict/compare/comparison-plan.ts";
import { answerTasksOf } from "../../../support/answer-running-tasks.ts";
import { answerTargetHealth, type DescribedTarget } from "../../../support/probe/answer-target-health.ts";
import { checkContext } from "../../../support/probe/installed-deployment.ts";
import { answered } from "./answered.ts";

const never = new AbortController().signal;
const comparison = createComparison(DEFAULT_COMPARISON);

function after(rounds: number, isGood: boolean): ComparisonProgress {
  let progress = startProgress(comparison);
  for (let turn = 1; turn <= rounds; turn += 1) {
    progress = { ...addRound(comparison, progress, answered(isGood, isGood)), turn };
  }
  return progress;
}

const FIRST = startProgress(comparison);
const LATER = after(20, true);
const OUTAGE = after(50, false);

test.for<[string, ComparisonProgress, readonly DescribedTarget[1][], readonly string[] | "failed"]>([
  ["all but those that are drained", FIRST, ["healthy", "initial", "unhealthy", "draining"], ["g1", "g2", "g3"]],
  ["later, none that only starts", LATER, ["healthy", "initial", "unhealthy", "draining"], ["g1", "g3"]],
  ["later, those that start where there is no other", LATER, ["initial", "draining"], ["g1"]],
  ["in a shared outage, those that are healthy", OUTAGE, ["healthy", "initial", "unhealthy"], ["g1"]],
  ["in a shared outage, perhaps none", OUTAGE, ["initial", "unhealthy"], []],
  ["none at all, which is green's fault", LATER, ["draining"], "failed"],
])("of green's tasks are compared: %s", async ([, progress, states, expected]) => {
  const { aws, ...context } = checkContext();
  const tasks = states.map((_, index) => ({ id: `g${index + 1}`, address: `10.0.0.${index + 1}` }));
  answerTasksOf(aws, { "ecs-svc/green": tasks, "ecs-svc/blue": [] });
  answerTargetHealth(
    aws,
    states.map((state, index) => [`10.0.0.${index + 1}:80`, state] as const),
  );
  const prepared = await prepareComparison(context, progress, never);
  const found = "problem" in prepared ? prepared.problem.verdict : prepared.work.green.map(({ id }) => id);
  expect(found).toEqual(expected);
});
