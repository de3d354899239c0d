import type { HookLog } from "../record/hook-log.ts";
import { describeError } from "./describe-error.ts";

/** A log whose lines never throw: what was thrown at a hook may be an object that cannot be written, and no line is worth a report. */
export function carefulLog(log: HookLog): HookLog {
  const write = (level: "info" | "warn" | "error") => (message: string, fields: Record<string, unknown>) => {
    tryOneOf(
      () => log[level](message, fields),
      () => log[level](message, { unwritable: describeError(Object.values(fields)) }),
    );
  };
  return {
    info: write("info"),
    warn: write("warn"),
    error: write("error"),
    appendKeys: (fields) => tryOneOf(() => log.appendKeys(fields)),
    resetKeys: () => tryOneOf(() => log.resetKeys()),
  };
}

function tryOneOf(...ways: readonly (() => void)[]): void {
  for (const way of ways) {
    try {
      return way();
    } catch {
      // The next way, or none: there is nowhere to say so.
    }
  }
}
