import type { HookEvent } from "../deployment/lifecycle-event.ts";
import type { Verdict } from "../verdict/verdict.ts";

/** What is counted of an invocation, written as one line in CloudWatch's embedded metric format: no call to AWS is made. */
export interface HookMetrics {
  record(hook: {
    readonly deploymentId: string;
    readonly lifecycleEvent: HookEvent;
    readonly verdict: Verdict;
    readonly durationMs: number;
    readonly reportAttempts: number;
  }): void;
}
