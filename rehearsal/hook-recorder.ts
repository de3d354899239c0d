import { HOOK_DECIDED, type HookDecision } from "../shared/record/hook-log.ts";
import { VERDICTS } from "../shared/verdict/verdict.ts";
import type { FunctionLine, InvocationEnd } from "./lambda/lambda-service.ts";

/** What the functions said of themselves: CodeDeploy's own interface has no field for a reason, so it is read from their log. */
export class HookRecorder {
  readonly #decisions = new Map<string, HookDecision>();
  readonly #ends = new Map<string, InvocationEnd>();

  /** Takes one line of a function's output. */
  addLine({ line }: FunctionLine): void {
    const entry = parseLine(line);
    if (entry) this.#decisions.set(keyOf(entry.deploymentId, entry.lifecycleEvent), entry.decision);
  }

  addEnd(end: InvocationEnd, lifecycleEvent: string): void {
    const { DeploymentId } = JSON.parse(end.payload) as { DeploymentId: string };
    this.#ends.set(keyOf(DeploymentId, lifecycleEvent), end);
  }

  decision(deploymentId: string, lifecycleEvent: string): HookDecision | undefined {
    return this.#decisions.get(keyOf(deploymentId, lifecycleEvent));
  }

  end(deploymentId: string, lifecycleEvent: string): InvocationEnd | undefined {
    return this.#ends.get(keyOf(deploymentId, lifecycleEvent));
  }
}

function keyOf(deploymentId: string, lifecycleEvent: string): string {
  return `${deploymentId} ${lifecycleEvent}`;
}

interface DecisionLine extends HookDecision {
  readonly message: string;
  readonly deploymentId: string;
  readonly lifecycleEvent: string;
}

function parseLine(line: string): { deploymentId: string; lifecycleEvent: string; decision: HookDecision } | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    const entry: DecisionLine = JSON.parse(line);
    if (entry.message !== HOOK_DECIDED || !VERDICTS.includes(entry.verdict)) return undefined;
    const { deploymentId, lifecycleEvent } = entry;
    return { deploymentId, lifecycleEvent, decision: entry };
  } catch {
    // A function may write what it likes.
    return undefined;
  }
}
