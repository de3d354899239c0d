import type { InstalledDeployment, TestableDeployment } from "../deployment/deployment.ts";
import type { Listener } from "../deployment/listener.ts";
import { HttpProbe } from "../probe/http/http-probe.ts";
import type { Check, CheckContext, CheckResult } from "./check.ts";
import { greenIdentity } from "./green-identity.ts";
import { healthProbe } from "./health-probe.ts";
import { judgeService } from "./judge-service.ts";
import { askedBy } from "./question.ts";

/** Green answers health through the test listener: the way its customers' requests will take. */
export const testListenerAnswers: Check<TestableDeployment> = {
  name: "test-listener-answers-health",
  run: (context, signal) => probeListener(context, context.deployment.testListener, "the test listener", signal),
};

/** Green answers health through the production listener: what customers meet now. */
export const productionListenerAnswers: Check<InstalledDeployment> = {
  name: "production-listener-answers-health",
  run: (context, signal) =>
    probeListener(context, context.deployment.productionListener, "the production listener", signal),
};

async function probeListener(
  context: CheckContext<InstalledDeployment>,
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
  const result = await judgeService(role, [{ member: label, probe, target }], configuration, signal);
  return result.verdict === "passed" && note !== "" ? { ...result, reason: `${result.reason} ${note}` } : result;
}
