import { writeFile } from "node:fs/promises";
import type { Moment } from "../moment.ts";
import type { Incident } from "./incident.ts";

/** What a service depends on, and failed, is there again. */
export function dependencyRecovers(file: string, at: Moment): Incident {
  return {
    at,
    description: `what the file ${file} stands for is there again`,
    happen: async () => writeFile(file, ""),
  };
}
