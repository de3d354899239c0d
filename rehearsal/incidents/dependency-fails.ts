import { rm } from "node:fs/promises";
import type { Moment } from "../moment.ts";
import type { Incident } from "./incident.ts";

/**
 * What a service depends on fails: whoever names this file as DEPENDENCY answers 503 from now on. An outage that both
 * colours share where both name it.
 */
export function dependencyFails(file: string, at: Moment): Incident {
  return {
    at,
    description: `what the file ${file} stands for fails`,
    happen: async () => rm(file, { force: true }),
  };
}
