import { planFor } from "../configuration/plan-for.ts";
import type { InstalledDeployment, TestableDeployment } from "../deployment/deployment.ts";
import type { Listener } from "../deployment/listener.ts";
import { pause } from "../deployment/pause.ts";
import { HttpProbe } from "../probe/http/http-probe.ts";
import { askBlueNow, BOTH_AT_FAULT } from "./blue-now.ts";
import type { Check, CheckContext, CheckResult } from "./check.ts";
import { greenIdentity } from "./green-identity.ts";
import { healthProbe } from "./health-probe.ts";
import { judgeService } from "./judge-service.ts";
import { askedBy } from "./question.ts";

/** What the warm-up sends at most, in probes a second. */
const WARM_UP_RATE = 5;
/** It is asked in one invocation, which may last a quarter of an hour. */
const LONGEST_OUTAGE_MS = 600_000;
/** Each try is a span of own probes, of which so many are kept. */
const BETWEEN_OUTAGES_MS = 10_000;
const LEAST_TRIES = 20;

/** Green answers health through the test listener: the way its customers' requests will take. */
export const testListenerAnswers: Check<TestableDeployment> = {
  name: "test-listener-answers-health",
  run: (context, signal) => {
    const plan = planFor(context.configuration, "test-listener-answers-health");
    return probeListener(context, plan, context.deployment.testListener, "the test listener", signal);
  },
};

/** Green answers health through the production listener: what customers meet now. */
export const productionListenerAnswers: Check<InstalledDeployment> = {
  name: "production-listener-answers-health",
  run: (context, signal) => answerThroughOutage(context, pause, signal),
};

/**
 * Asks through the production listener, and again as long as blue, asked by IP, fails just as much: that is no fault of green's, to
 * roll back would not help, and it may pass while the bake lasts.
 * @param wait as of {@link pause}
 */
export async function answerThroughOutage(
  context: CheckContext<InstalledDeployment>,
  wait: typeof pause,
  signal: AbortSignal,
): Promise<CheckResult> {
  const { bake } = context.configuration;
  const until = Date.now() + Math.min(bake, LONGEST_OUTAGE_MS);
  const between = Math.min(BETWEEN_OUTAGES_MS, bake / LEAST_TRIES);
  let shared: CheckResult | undefined;
  for (;;) {
    const result = await probeProduction(context, signal);
    if (signal.aborted && shared) return shared;
    const note = shared ? " Before, blue failed just as much: it was asked again after that." : "";
    // In an outage green's tasks may not even say who they are.
    if (result.verdict !== "failed" && result.verdict !== "error")
      return { ...result, reason: `${result.reason}${note}` };
    const { isUnfit, words } = await askBlueNow(context, signal);
    if (isUnfit !== true) return { ...result, reason: `${result.reason} ${words}${note}` };
    shared = { ...result, verdict: "inconclusive", reason: `${result.reason} ${words} ${BOTH_AT_FAULT}` };
    if (Date.now() >= until) return shared;
    await wait(between, signal).catch(() => undefined);
    if (signal.aborted) return shared;
  }
}

async function probeProduction(context: CheckContext<InstalledDeployment>, signal: AbortSignal): Promise<CheckResult> {
  const name = "production-listener-answers-health";
  const plan = planFor(context.configuration, name);
  using probing = context.ownProbes.begin(Math.max(plan.probing.rate, WARM_UP_RATE));
  const counted = { ...plan, onAbandon: probing.abandon };
  // Not before it has ended is its time over.
  return await probeListener(
    context,
    counted,
    context.deployment.productionListener,
    "the production listener",
    signal,
  );
}

async function probeListener(
  context: CheckContext<InstalledDeployment>,
  plan: Parameters<typeof judgeService>[2],
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
  const result = await judgeService(role, [{ member: label, probe, target }], plan, signal);
  return result.verdict === "passed" && note !== "" ? { ...result, reason: `${result.reason} ${note}` } : result;
}
