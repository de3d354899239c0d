import { inspect } from "node:util";
import { escapeUnsafe } from "../probe/printable.ts";

const LONGEST_CHAIN = 4;

/**
 * An error, or whatever else was thrown, and what caused it, on one line and without a stack: for a person's eyes. What
 * could act on a terminal is escaped. Never throws, whatever it is given.
 */
export function describeError(thrown: unknown): string {
  try {
    const chain: unknown[] = [thrown];
    // A cause may be the error itself.
    for (let cause = causeOf(thrown); cause !== undefined && chain.length < LONGEST_CHAIN && !chain.includes(cause);) {
      chain.push(cause);
      cause = causeOf(cause);
    }
    const parts: string[] = [];
    for (const link of chain) {
      // A message that already quotes its cause need not be followed by it.
      const quoted = link instanceof Error ? messageOf(link) : describeThrown(link);
      if (!parts.some((part) => part.includes(quoted))) parts.push(link instanceof Error ? describeOne(link) : quoted);
    }
    return escapeUnsafe(parts.join(", caused by "));
  } catch {
    return "something that cannot be described";
  }
}

function causeOf(thrown: unknown): unknown {
  return thrown instanceof Error ? (thrown.cause ?? undefined) : undefined;
}

function describeOne(error: Error): string {
  const message = messageOf(error);
  return error.name === "Error" ? message : `${error.name}: ${message}`;
}

/** A connection that fails at every address of a host is an AggregateError, whose own message is empty. */
function messageOf(error: Error): string {
  if (error.message !== "") return error.message;
  const inner = error instanceof AggregateError ? error.errors.map(describeError).join("; ") : "";
  return inner || "no message";
}

function describeThrown(thrown: unknown): string {
  return typeof thrown === "string" ? thrown : inspect(thrown, { depth: 2, breakLength: Infinity });
}
