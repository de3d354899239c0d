import type { TaskRules } from "./task-preset.ts";

/**
 * What the exit codes of a command of one's own mean: 0 is up to date, 10 is pending. Any other is a failure, since 1 is what
 * every runtime ends with that has met an error.
 */
export const OWN_COMMAND: TaskRules = {
  upToDate: { exitCodes: [0] },
  pending: { exitCodes: [10] },
  otherwise: "failed",
};
