import type { Resumable } from "../checks/resumable-check.ts";
import type { DeploymentAt } from "../deployment/deployment.ts";
import { deploymentEnd } from "../deployment/deployment-end.ts";
import { DeploymentEndedError } from "../deployment/errors.ts";
import type { DeploymentSummary } from "../deployment/get-deployment.ts";
import { createInvokeFunction, type InvokeFunction } from "../deployment/invoke-function.ts";
import type { HookEvent } from "../deployment/lifecycle-event.ts";
import { readContinuation, type Continuation } from "./bake/continuation.ts";
import { ContinuationError } from "./bake/continuation-error.ts";
import { judgeBake } from "./bake/judge-bake.ts";
import { createHandler, type HookHandler } from "./create-handler.ts";
import type { HookDefinition } from "./create-hook.ts";
import { judgeDeployment } from "./judge-deployment.ts";
import { lambdaEndpoint } from "./lambda-endpoint.ts";
import { createRuntime, type HookRuntime } from "./runtime.ts";

/** What makes a function that bakes: checks that decide within one invocation, and checks that go on for longer. */
export interface BakingHookDefinition<E extends HookEvent> extends HookDefinition<E> {
  readonly resumables: readonly Resumable<DeploymentAt[E]>[];
}

/** What a bake uses of the world beside what every hook does. */
export interface BakingRuntime extends HookRuntime {
  readonly invokeFunction: InvokeFunction;
}

/**
 * Makes a function that may watch for longer than it may last: it goes on in further invocations of itself, the last of which
 * reports.
 */
export function createBakingHook<E extends HookEvent>(
  definition: BakingHookDefinition<E>,
  runtime: BakingRuntime = withInvoke(createRuntime()),
): HookHandler {
  const { lifecycleEvent, checks, resumables, evidence, configuration: loadModule } = definition;
  const names = { once: checks.map(({ name }) => name), resumables };
  return createHandler(
    lifecycleEvent,
    async (invocation, judging) => {
      const { execution, event, interruption, deadline } = invocation;
      const beganAt = Date.now();
      const read = readOrRefuse(() => readContinuation(event, execution, names, beganAt));
      const continuation = "refused" in read ? undefined : read.continuation;
      const answer = await judgeDeployment(
        {
          lifecycleEvent,
          deploymentId: execution.deploymentId,
          loadModule,
          earlier: continuation,
          evidence,
          // Only now, because a rescue comes before everything: whatever its event has in it.
          admit: (summary) => {
            if ("refused" in read) throw read.refused;
            if (continuation) requireInProgress(summary);
          },
          judge: (context) => {
            return judgeBake(
              { checks, resumables, context, lifecycleEvent, continuation },
              { ...invocation, beganAt },
              { ...judging, invokeFunction: runtime.invokeFunction },
            );
          },
        },
        judging,
        interruption,
        deadline.checks,
      );
      return answer && { ...answer, beganAt: continuation?.bake.startedAt ?? beganAt };
    },
    runtime,
  );
}

function withInvoke(runtime: HookRuntime): BakingRuntime {
  return { ...runtime, invokeFunction: createInvokeFunction(runtime.clients, lambdaEndpoint(runtime.environment)) };
}

type Read = { readonly continuation: Continuation | undefined } | { readonly refused: Error };

function readOrRefuse(read: () => Continuation | undefined): Read {
  try {
    return { continuation: read() };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    return {
      refused: new ContinuationError(
        `This invocation should go on with a bake, but its event cannot be used: ${why}. Repeat the deployment`,
        { cause: cause instanceof ContinuationError ? undefined : cause },
      ),
    };
  }
}

function requireInProgress(summary: DeploymentSummary): void {
  const ended = deploymentEnd(summary);
  if (ended === undefined) return;
  throw new DeploymentEndedError(`The bake of deployment ${summary.id} ends, because the deployment has: ${ended}`);
}
