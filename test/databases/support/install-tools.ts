import { existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runProgram } from "./run-program.ts";

/** The package of npm's migration tools: one of its own, so that `npm ci` of the product does not install them. */
export const TOOLS_FOLDER = join(dirname(fileURLToPath(import.meta.url)), "..", "tools");

const TIMEOUT_MS = 180_000;

/**
 * Installs them where they are not, or where the lock is newer.
 * @throws with npm's own words
 */
export async function installTools(): Promise<void> {
  const installed = join(TOOLS_FOLDER, "node_modules", ".package-lock.json");
  const lock = join(TOOLS_FOLDER, "package-lock.json");
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  console.log("\n$ npm ci --prefix test/databases/tools --ignore-scripts");
  const { code, output } = await runProgram("npm", ["ci", "--prefix", TOOLS_FOLDER, "--ignore-scripts", "--no-audit"], {
    // Where the registry is, and how to get there, may stand in any of its variables.
    environment: process.env,
    timeoutMs: TIMEOUT_MS,
  });
  if (code !== 0) throw new Error(`The migration tools cannot be installed by npm:\n${output}`);
}
