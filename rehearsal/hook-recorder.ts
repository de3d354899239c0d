import { setTimeout as sleep } from "node:timers/promises";
import { HOOK_DECIDED, type HookDecision } from "../shared/record/hook-log.ts";
import { VERDICTS } from "../shared/verdict/verdict.ts";
import type { AcceptedInvocation, FunctionLine, InvocationEnd } from "./lambda/lambda-service.ts";

const LATEST_LINE_MS = 1_000;

/** What the functions said of themselves: CodeDeploy's own interface has no field for a reason, so it is read from their log. */
export class HookRecorder {
  readonly #decisions = new Map<string, HookDecision>();
  readonly #ends = new Map<string, InvocationEnd>();
  /** How many invocations of a hook are under way: one that goes on in another has two for a moment. */
  readonly #running = new Map<string, number>();
  readonly #waiting = new Map<string, () => void>();

  /** Takes one line of a function's output. */
  addLine({ line }: FunctionLine): void {
    const entry = parseLine(line);
    if (!entry) return;
    const key = keyOf(entry.deploymentId, entry.lifecycleEvent);
    this.#decisions.set(key, entry.decision);
    this.#settle(key);
  }

  addStart({ payload }: AcceptedInvocation, lifecycleEvent: string): void {
    const key = keyOf(deploymentIdIn(payload), lifecycleEvent);
    this.#running.set(key, (this.#running.get(key) ?? 0) + 1);
  }

  addEnd(end: InvocationEnd, lifecycleEvent: string): void {
    const key = keyOf(deploymentIdIn(end.payload), lifecycleEvent);
    this.#ends.set(key, end);
    if (!end.isLast) return;
    this.#running.set(key, (this.#running.get(key) ?? 1) - 1);
    if (this.#running.get(key) === 0) this.#settle(key);
  }

  /**
   * Resolves once a hook has said what it decided, or has ended without a word. Its report may overtake its log: they come
   * by different ways.
   */
  async settled(deploymentId: string, lifecycleEvent: string): Promise<void> {
    const key = keyOf(deploymentId, lifecycleEvent);
    if (this.#decisions.has(key) || (this.#ends.has(key) && this.#running.get(key) === 0)) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.set(key, resolve);
    await Promise.race([promise, sleep(LATEST_LINE_MS)]);
  }

  #settle(key: string): void {
    this.#waiting.get(key)?.();
    this.#waiting.delete(key);
  }

  decision(deploymentId: string, lifecycleEvent: string): HookDecision | undefined {
    return this.#decisions.get(keyOf(deploymentId, lifecycleEvent));
  }

  end(deploymentId: string, lifecycleEvent: string): InvocationEnd | undefined {
    return this.#ends.get(keyOf(deploymentId, lifecycleEvent));
  }
}

/** Anybody may invoke a function, with whatever event. */
function deploymentIdIn(payload: string): string {
  const event: unknown = JSON.parse(payload);
  const id = typeof event === "object" && event !== null && "DeploymentId" in event ? event.DeploymentId : undefined;
  return typeof id === "string" ? id : "";
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
