import type { InstalledDeployment, TestableDeployment } from "../deployment/deployment.ts";
import type { Listener } from "../deployment/listener.ts";
import type { Check, CheckContext, CheckResult } from "./check.ts";
import { healthProbe } from "./health-probe.ts";
import { judgeService } from "./judge-service.ts";

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

function probeListener(
  { deployment, configuration }: CheckContext<InstalledDeployment>,
  listener: Listener,
  role: string,
  signal: AbortSignal,
): Promise<CheckResult> {
  const probe = healthProbe(deployment.green, configuration, { kind: "listener", protocol: listener.protocol });
  const label = `${role} (${listener.address}:${listener.port})`;
  const target = { address: listener.address, port: listener.port, label };
  return judgeService(role, [{ member: label, probe, target }], configuration, signal);
}
