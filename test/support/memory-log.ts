import type { HookLog } from "../../shared/record/hook-log.ts";

/** One line of a log: its level, its message, its own fields and the keys that every line carries. */
export interface LogLine extends Record<string, unknown> {
  readonly level: "info" | "warn" | "error";
  readonly message: string;
}

/** A log that keeps its lines. */
export interface MemoryLog extends HookLog {
  readonly lines: readonly LogLine[];
  /** The only line with this message; throws where there is none, or more than one. */
  readonly line: (message: string) => LogLine;
}

export function memoryLog(): MemoryLog {
  const lines: LogLine[] = [];
  let keys: Record<string, unknown> = {};
  const write = (level: LogLine["level"]) => (message: string, fields: Record<string, unknown>) => {
    lines.push({ ...keys, ...fields, level, message });
  };
  return {
    lines,
    line: (wanted) => {
      const found = lines.filter(({ message }) => message === wanted);
      if (found[0] && found.length === 1) return found[0];
      throw new Error(`Expected one line "${wanted}", found ${found.length} among ${JSON.stringify(lines)}`);
    },
    info: write("info"),
    warn: write("warn"),
    error: write("error"),
    appendKeys: (fields) => {
      keys = { ...keys, ...fields };
    },
    resetKeys: () => {
      keys = {};
    },
  };
}
