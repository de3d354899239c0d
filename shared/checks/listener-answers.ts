import { planFor, type PlannedCheck } from "../configuration/plan-for.ts";
import type { InstalledDeployment, TestableDeployment } from "../deployment/deployment.ts";
import type { Listener } from "../deployment/listener.ts";
import { HttpProbe } from "../probe/http/http-probe.ts";
import { askBlueNow, BOTH_AT_FAULT } from "./blue-now.ts";
import type { Check, CheckContext, CheckResult } from "./check.ts";
import { greenIdentity } from "./green-identity.ts";
import { healthProbe } from "./health-probe.ts";
import { judgeService } from "./judge-service.ts";
import { askedBy } from "./question.ts";

/** What the warm-up sends at most, in probes a second. */
const WARM_UP_RATE = 5;

/** Green answers health through the test listener: the way its customers' requests will take. */
export const testListenerAnswers: Check<TestableDeployment> = {
  name: "test-listener-answers-health",
  run: (context, signal) => {
    const { testListener } = context.deployment;
    return probeListener(context, "test-listener-answers-health", testListener, "the test listener", signal);
  },
};

/** Green answers health through the production listener: what customers meet now. */
export const productionListenerAnswers: Check<InstalledDeployment> = {
  name: "production-listener-answers-health",
  run: async (context, signal) => {
    const { productionListener } = context.deployment;
    const name = "production-listener-answers-health";
    const { rate } = planFor(context.configuration, name).probing;
    using _ = context.ownProbes.begin(Math.max(rate, WARM_UP_RATE));
    const result = await probeListener(context, name, productionListener, "the production listener", signal);
    return result.verdict === "failed" ? unlessBlueShares(context, result, signal) : result;
  },
};

/** What blue, asked by IP, fails at just as much is no fault of green's, and to roll back would not help. */
async function unlessBlueShares(
  context: CheckContext<InstalledDeployment>,
  result: CheckResult,
  signal: AbortSignal,
): Promise<CheckResult> {
  const { isUnfit, words } = await askBlueNow(context, signal);
  if (isUnfit !== true) return { ...result, reason: `${result.reason} ${words}` };
  return { ...result, verdict: "inconclusive", reason: `${result.reason} ${words} ${BOTH_AT_FAULT}` };
}

async function probeListener(
  context: CheckContext<InstalledDeployment>,
  name: PlannedCheck,
  listener: Listener,
  role: string,
  signal: AbortSignal,
): Promise<CheckResult> {
  const { deployment, configuration } = context;
  const through = { kind: "listener", protocol: listener.protocol } as const;
  const question = healthProbe(deployment.green, configuration, through);
  const identity = await greenIdentity(context, question, signal);
  if (identity.problem) return identity.problem;
  const { expectation, note } = identity;
  const probe =
    expectation && question.probe instanceof HttpProbe ? question.probe.expect(expectation) : question.probe;
  const label = `${role} (${listener.address}:${listener.port})`;
  const target = askedBy(question, { address: listener.address, port: listener.port, label });
  const result = await judgeService(role, [{ member: label, probe, target }], planFor(configuration, name), signal);
  return result.verdict === "passed" && note !== "" ? { ...result, reason: `${result.reason} ${note}` } : result;
}
