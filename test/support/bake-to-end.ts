import type { CheckContext, CheckResult } from "../../shared/checks/check.ts";
import type { Resumable } from "../../shared/checks/resumable-check.ts";
import type { Deployment } from "../../shared/deployment/deployment.ts";

/** What a check comes to in one invocation of a bake that is as long as the configuration says, or until `signal` ends it. */
export async function bakeToEnd<D extends Deployment>(
  check: Resumable<D>,
  context: CheckContext<D>,
  signal: AbortSignal,
): Promise<CheckResult> {
  const startedAt = Date.now();
  const baking = { ...context, bake: { startedAt, endsAt: startedAt + context.configuration.bake } };
  const outcome = await check.run(baking, undefined, signal);
  if (!("pending" in outcome)) return outcome;
  return check.settle(baking, JSON.parse(JSON.stringify(outcome.pending)), new AbortController().signal);
}
