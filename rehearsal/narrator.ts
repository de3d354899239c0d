import { styleText } from "node:util";
import type { RehearsedDeployment } from "./codedeploy/deployment.ts";
import { describeEvidence } from "./describe-evidence.ts";
import type { LifecycleEvent } from "./codedeploy/lifecycle.ts";
import type { HookResult, RehearsalResult } from "./result.ts";

/** Tells a person what happens, as it happens. */
export interface Narrator {
  say(line: string): void;
  /** @param isObserved whether only mode `observe` let the hook pass */
  event(
    deployment: RehearsedDeployment,
    event: LifecycleEvent,
    hook: HookResult | undefined,
    isObserved: boolean,
  ): void;
  /** The reason of a failure comes last: what a person reads first. */
  result(result: RehearsalResult, beside: BesideResult): void;
}

/** What is said of a result and is no part of it. */
export interface BesideResult {
  /** Why there was no rollback; undefined where there was one, or no need of one. */
  readonly rollbackMessage: string | undefined;
  /** The hooks that mode `observe` let pass and `enforce` would have stopped. */
  readonly observedHooks: readonly HookResult[];
}

type Colour = Parameters<typeof styleText>[0];

const COLOURS: Readonly<Record<string, Colour>> = {
  Succeeded: "green",
  Failed: "red",
  Stopped: "red",
  passed: "green",
  failed: "red",
  error: "red",
  inconclusive: "yellow",
};
const MARKS: Readonly<Record<string, string>> = { passed: "✓", failed: "✗", error: "!", inconclusive: "?" };

/** @param stream what it writes to: where that is no terminal, there are no colours */
export function createNarrator(stream: NodeJS.WritableStream): Narrator {
  const startedAt = performance.now();
  const write = (line: string): void => void stream.write(`${line}\n`);
  const paint = (word: string, text = word): string => {
    const colour = COLOURS[word];
    return colour === undefined ? text : styleText(colour, text, { stream });
  };
  const clock = (): string =>
    styleText("dim", `${((performance.now() - startedAt) / 1000).toFixed(1).padStart(6)} s`, { stream });
  const checks = (hook: HookResult, isLast: boolean): void => {
    // What stopped the deployment, or would have, is said at its end, and not twice.
    const said = ({ mode, verdict, reason }: HookResult["checks"][number]): string => {
      return isLast && mode === "enforce" && verdict !== "passed" ? verdict : reason;
    };
    for (const check of hook.checks) {
      const { name, mode, verdict } = check;
      const mark = mode === "off" ? styleText("dim", "-", { stream }) : paint(verdict, MARKS[verdict] ?? "");
      const lead = mode === "observe" ? `${name} (observed, does not count: ${verdict})` : name;
      write(`            ${mark} ${lead}: ${said(check)}`);
    }
    if (hook.checks.length === 0 && !isLast) {
      write(`            ${paint(hook.verdict, MARKS[hook.verdict] ?? "")} ${hook.reason}`);
    }
  };
  return {
    say: (line) => write(`${clock()}  ${line}`),
    event: (deployment, event, hook, isObserved) => {
      if (event.status === "InProgress") return;
      const lead = deployment.creator === "user" ? "" : "rollback: ";
      const took = hook ? `  ${hook.verdict}, ${(hook.durationMs / 1000).toFixed(1)} s` : "";
      write(`${clock()}  ${lead}${event.name.padEnd(22)} ${paint(event.status)}${took}`);
      if (hook && deployment.creator === "user") checks(hook, isObserved || hook.status !== "Succeeded");
    },
    result: (result, { rollbackMessage, observedHooks }) => {
      const { deployment, customers, rollback, hooks } = result;
      write("");
      write(`Deployment ${deployment.id}: ${paint(deployment.status)}`);
      write(
        `Customers: ${customers.requests} requests, ${customers.answeredByBlue} answered by blue, ${customers.answeredByGreen} by green, ${customers.errors} errors`,
      );
      if (rollback) write(`Rollback ${rollback.id}: ${paint(rollback.status)}`);
      else if (rollbackMessage !== undefined) write(`Rollback: none. ${rollbackMessage}`);
      const [firstObserved] = observedHooks;
      if (firstObserved) {
        write(`\nMode observe: enforce would have stopped this deployment at ${firstObserved.lifecycleEvent}.`);
      }
      for (const { lifecycleEvent, verdict, reason } of observedHooks) {
        write(`${lifecycleEvent} ${paint(verdict)}, reported as Succeeded: ${reason}`);
      }
      if (!deployment.errorInformation) return;
      write(`${deployment.errorInformation.code}: ${deployment.errorInformation.message}`);
      const failed = hooks.find(({ status }) => status !== "Succeeded");
      if (!failed) return;
      if (failed.evidence) {
        write(`\nKept of green before the rollback (--json has all of it):`);
        for (const line of describeEvidence(failed.evidence)) write(`  ${line}`);
      }
      write(`\n${failed.lifecycleEvent} ${paint("Failed")}: ${failed.reason}`);
    },
  };
}
