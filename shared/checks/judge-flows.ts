import type { InstalledDeployment } from "../deployment/deployment.ts";
import { Flow } from "../probe/flow/flow.ts";
import { runFlow } from "../probe/flow/run-flow.ts";
import type { Outcome } from "../probe/outcome.ts";
import type { Target } from "../probe/target.ts";
import type { CheckContext, CheckResult } from "./check.ts";
import { greenTargets } from "./green-targets.ts";
import { askedBy, type Question } from "./question.ts";
import { adviceFor, count } from "./sentence-parts.ts";
import { sampleOf, withWorst } from "./worst-samples.ts";

/**
 * Runs each configured flow once on every green task, and once more where it did not pass. A flow is too long, and leaves
 * too much behind, for statistics: one that fails twice on a task has failed, and one that fails once is no pass.
 * @param before what was found before the flows, which passed
 */
export async function judgeFlows(
  before: CheckResult,
  context: CheckContext<InstalledDeployment>,
  question: Question | undefined,
  signal: AbortSignal,
): Promise<CheckResult> {
  const { deployment, clients, configuration, secrets } = context;
  const flows = (configuration.smoke ?? []).filter((each) => each instanceof Flow);
  if (flows.length === 0 || !question) return before;
  const { targets, problem } = await greenTargets(deployment, clients, undefined, signal);
  if (problem) return problem;
  const run = (flow: Flow, target: Target): Promise<Outcome> => runFlow(flow, target, secrets, signal);
  for (const flow of flows) {
    for (const label of targets) {
      const target = askedBy(question, label);
      const first = await run(flow, target);
      if (first.kind === "passed") continue;
      const second = await run(flow, target);
      const bad = [first, second].filter(({ kind }) => kind !== "passed");
      return withWorst(
        describe(flow, target, first, second),
        bad.map((outcome) => sampleOf(target, outcome)),
      );
    }
  }
  const names = flows.map(({ name }) => name).join(", ");
  const passed = `${count(flows.length, "flow")} (${names}) passed on each of ${count(targets.length, "green task")}.`;
  return { verdict: "passed", reason: `${before.reason} ${passed}` };
}

function describe(flow: Flow, { label }: Target, first: Outcome, second: Outcome): CheckResult {
  const worst = first.kind === "failed" || second.kind === "passed" ? first : second;
  if (worst.kind === "passed") return { verdict: "passed", reason: `${label}: ${worst.request} passed.` };
  const expected = worst.kind === "failed" ? worst.expected : "every request to be sent and answered";
  const lead = `${label}: ${worst.request}: expected ${expected}, observed ${worst.observed}.`;
  const advice = worst.kind === "failed" ? adviceFor(worst) : `Likely cause: ${worst.likelyCause}.`;
  if (second.kind === "passed") {
    const reason = `${lead} It passed when it was repeated: 1 of 2 runs is no pass. ${advice}`;
    return { verdict: "inconclusive", reason };
  }
  const bothFailed = first.kind === "failed" && second.kind === "failed";
  return {
    verdict: bothFailed ? "failed" : "error",
    reason: `${lead} 2 of 2 runs of flow ${flow.name} did not pass. ${advice}`,
  };
}
