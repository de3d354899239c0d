import path from "node:path";
import { ROOT } from "./bundle.ts";

/** The absolute path of the configuration that HOOKS_CONFIG names, relative to the repository: one for each stage, say. */
export function configurationPath(environment: Readonly<Record<string, string | undefined>>): string {
  return path.resolve(ROOT, environment["HOOKS_CONFIG"] || "hooks.config.ts");
}
