import { PutLifecycleEventHookExecutionStatusCommand } from "@aws-sdk/client-codedeploy";
import type { Check } from "../../shared/checks/check.ts";
import type { InstalledDeployment } from "../../shared/deployment/deployment.ts";
import { createHook, type HookDefinition } from "../../shared/hook/create-hook.ts";
import type { HookMetrics } from "../../shared/record/hook-metrics.ts";
import { answerDeployment } from "./answer-deployment.ts";
import { HOOK_EVENT } from "./aws-answers.ts";
import { lambdaContext } from "./lambda-context.ts";
import { memoryLog } from "./memory-log.ts";
import { mockAws } from "./mock-aws.ts";

/** A check that says `verdict`. */
export function saying(
  verdict: "passed" | "failed" | "inconclusive" | "error",
  name = "a-check",
): Check<InstalledDeployment> {
  return { name, run: async () => ({ verdict, reason: `It said ${verdict}.` }) };
}

/** A hook at AfterInstall of a deployment that is as it should be, with a log and a CodeDeploy that remember. */
export function setUpHook(
  checks: readonly Check<InstalledDeployment>[] = [saying("passed")],
  configuration: HookDefinition<"AfterInstall">["configuration"] = async () => ({ default: {} }),
) {
  const aws = mockAws();
  answerDeployment(aws, "AfterInstall");
  const log = memoryLog();
  const recorded: Parameters<HookMetrics["record"]>[0][] = [];
  const metrics: HookMetrics = { record: (hook) => void recorded.push(hook) };
  const handler = createHook(
    { lifecycleEvent: "AfterInstall", checks, configuration },
    { clients: aws.clients, log, metrics, environment: () => undefined },
  );
  return {
    aws,
    log,
    metrics,
    recorded,
    /** Invokes the function. */
    invoke: (remainingMs?: number, event: unknown = HOOK_EVENT) => handler(event, lambdaContext(remainingMs)),
    /** What CodeDeploy was told, one entry for each call. */
    statuses: () => {
      return aws.codeDeploy
        .commandCalls(PutLifecycleEventHookExecutionStatusCommand)
        .map(({ args }) => args[0].input.status);
    },
    /** The sentence of the decision. */
    reason: () => String(log.line("hook decided")["reason"]),
  };
}
