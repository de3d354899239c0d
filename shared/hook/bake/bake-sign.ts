import { createHash } from "node:crypto";
import type { LoggedLine } from "../../deployment/find-log-lines.ts";
import type { HookExecution } from "../event.ts";

/** What an invocation of a bake writes into the log when it begins, so that others find it. */
export interface BakeSign {
  /** The same for all invocations that were given the same part of the same bake. */
  readonly sign: string;
  /** Of this one alone: Lambda delivers an event again under the same request id. */
  readonly invocation: string;
}

/** `bake-2-of-3f0c…`: letters, digits and hyphens, whatever the ids are made of. */
export function bakeSign({ deploymentId, executionId }: HookExecution, number: number): string {
  const hash = createHash("sha256")
    .update(JSON.stringify([deploymentId, executionId]))
    .digest("hex");
  return `bake-${number}-of-${hash.slice(0, 24)}`;
}

/**
 * The invocation that goes on with a bake where several were given the same part of it: the one that began first. Each of
 * them finds the same one. Undefined where none is found.
 */
export function firstInvocation(lines: readonly LoggedLine[], sign: string): string | undefined {
  const signed = lines.flatMap(({ timestamp, message }) => {
    const invocation = invocationIn(message, sign);
    return invocation === undefined ? [] : [{ timestamp, invocation }];
  });
  const ordered = signed.toSorted(
    (one, other) => one.timestamp - other.timestamp || (one.invocation < other.invocation ? -1 : 1),
  );
  return ordered[0]?.invocation;
}

function invocationIn(message: string, sign: string): string | undefined {
  try {
    // In Lambda's log format Text, what a line has before its JSON is not ours.
    const line: unknown = JSON.parse(message.slice(Math.max(message.indexOf("{"), 0)));
    const { sign: written, invocation } = Object(line) as Record<string, unknown>;
    return written === sign && typeof invocation === "string" ? invocation : undefined;
  } catch {
    return undefined;
  }
}
