import { TASK_MARKER } from "./ecs/leftover-processes.ts";

/** One environment variable of a task: its name and its value. */
export type TaskVariable = readonly [name: string, value: string];

/** What the rehearsal itself sets for each task. */
const RESERVED = new Set(["HOST", "PORT", TASK_MARKER]);

/** Reads `KEY=VALUE`; the value may be empty, and may contain "=". @returns a text that says what is wrong with it */
export function parseTaskVariable(text: string): TaskVariable | string {
  const [, name, value] = /^([A-Za-z_]\w*)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) return "expected KEY=VALUE, KEY of letters, digits and _";
  if (RESERVED.has(name)) return `${name} is set by the rehearsal itself, for each task`;
  return [name, value];
}
