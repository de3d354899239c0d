import { styleText } from "node:util";
import type { RehearsedDeployment } from "./codedeploy/deployment.ts";
import type { LifecycleEvent } from "./codedeploy/lifecycle.ts";
import type { HookResult, RehearsalResult } from "./result.ts";

/** Tells a person what happens, as it happens. */
export interface Narrator {
  say(line: string): void;
  event(deployment: RehearsedDeployment, event: LifecycleEvent, hook: HookResult | undefined): void;
  result(result: RehearsalResult, rollbackMessage: string | undefined): void;
}

type Colour = Parameters<typeof styleText>[0];

const COLOURS: Readonly<Record<string, Colour>> = {
  Succeeded: "green",
  Failed: "red",
  passed: "green",
  failed: "red",
  error: "red",
  inconclusive: "yellow",
};
const MARKS: Readonly<Record<string, string>> = { passed: "✓", failed: "✗", error: "!", inconclusive: "?" };

/** @param stream what it writes to: where that is no terminal, there are no colours */
export function createNarrator(stream: NodeJS.WriteStream): Narrator {
  const startedAt = performance.now();
  const write = (line: string): void => void stream.write(`${line}\n`);
  const paint = (word: string, text = word): string => {
    const colour = COLOURS[word];
    return colour === undefined ? text : styleText(colour, text, { stream });
  };
  const clock = (): string =>
    styleText("dim", `${((performance.now() - startedAt) / 1000).toFixed(1).padStart(6)} s`, { stream });
  const reason = (hook: HookResult): void => {
    for (const check of hook.checks) {
      write(`            ${paint(check.verdict, MARKS[check.verdict] ?? "")} ${check.name}: ${check.reason}`);
    }
    if (hook.checks.length === 0) write(`            ${paint(hook.verdict, MARKS[hook.verdict] ?? "")} ${hook.reason}`);
  };
  return {
    say: (line) => write(`${clock()}  ${line}`),
    event: (deployment, event, hook) => {
      if (event.status === "InProgress") return;
      const lead = deployment.creator === "user" ? "" : "rollback: ";
      const took = hook ? `  ${hook.verdict}, ${(hook.durationMs / 1000).toFixed(1)} s` : "";
      write(`${clock()}  ${lead}${event.name.padEnd(22)} ${paint(event.status)}${took}`);
      if (hook && deployment.creator === "user") reason(hook);
    },
    result: (result, rollbackMessage) => {
      const { deployment, customers, rollback, hooks } = result;
      write("");
      write(`Deployment ${deployment.id}: ${paint(deployment.status)}`);
      write(
        `Customers: ${customers.requests} requests, ${customers.answeredByBlue} answered by blue, ${customers.answeredByGreen} by green, ${customers.errors} errors`,
      );
      if (rollback) write(`Rollback ${rollback.id}: ${paint(rollback.status)}`);
      else if (rollbackMessage !== undefined) write(`Rollback: none. ${rollbackMessage}`);
      if (!deployment.errorInformation) return;
      write(`${deployment.errorInformation.code}: ${deployment.errorInformation.message}`);
      const failed = hooks.find(({ status }) => status !== "Succeeded");
      if (failed) write(`\n${failed.lifecycleEvent} ${paint("Failed")}: ${failed.reason}`);
    },
  };
}
