import type { Check } from "../checks/check.ts";
import type { LoadModule } from "../configuration/load-configuration.ts";
import type { DeploymentAt } from "../deployment/deployment.ts";
import type { GatherEvidence } from "../evidence/evidence-source.ts";
import type { HookEvent } from "../deployment/lifecycle-event.ts";
import { createHandler, type HookHandler } from "./create-handler.ts";
import { judgeDeployment } from "./judge-deployment.ts";
import { judgeChecks } from "./judgement.ts";
import { runChecks } from "./run-checks.ts";
import { createRuntime, type HookRuntime } from "./runtime.ts";

/** What makes one function different from the others. */
export interface HookDefinition<E extends HookEvent> {
  readonly lifecycleEvent: E;
  readonly checks: readonly Check<DeploymentAt[E]>[];
  /** What is kept of green where it reports `Failed`. */
  readonly evidence?: GatherEvidence<DeploymentAt[E]>;
  /** Imports `hooks.config.ts`: called in the handler, where a module that throws can still be reported. */
  readonly configuration: LoadModule;
}

/** Makes a function that decides within one invocation. */
export function createHook<E extends HookEvent>(
  { lifecycleEvent, checks, evidence, configuration: loadModule }: HookDefinition<E>,
  runtime: HookRuntime = createRuntime(),
): HookHandler {
  return createHandler(
    lifecycleEvent,
    ({ execution, interruption, deadline }, judging) => {
      const { deploymentId } = execution;
      return judgeDeployment(
        {
          lifecycleEvent,
          deploymentId,
          loadModule,
          evidence,
          judge: async (context) => judgeChecks(await runChecks(checks, context, interruption, deadline.checks)),
        },
        judging,
        interruption,
        deadline.checks,
      );
    },
    runtime,
  );
}
