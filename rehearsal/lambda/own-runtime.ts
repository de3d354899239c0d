import { fileURLToPath } from "node:url";
import type { RuntimeCommand } from "./execution-environment.ts";

/** The rehearsal's own runtime client, under the Node that runs the rehearsal. */
export const OWN_RUNTIME: RuntimeCommand = {
  command: process.execPath,
  args: [fileURLToPath(new URL("bootstrap.ts", import.meta.url))],
};
