import { runProgram } from "../support/run-program.ts";
import { DRIVERS } from "./drivers.ts";
import type { ToolNeed } from "./tool-driver.ts";

/** A migration tool that the machine has not. */
export interface MissingTool {
  /** The driver's. */
  readonly name: string;
  /** Debian's packages, with which it would be there. */
  readonly packages: readonly string[];
}

export async function findMissingTools(): Promise<readonly MissingTool[]> {
  const missing = await Promise.all(
    DRIVERS.map(async ({ name, needs }) =>
      needs === undefined || (await isThere(needs)) ? [] : [{ name, packages: needs.packages }],
    ),
  );
  return missing.flat();
}

async function isThere({ probe: { file, args } }: ToolNeed): Promise<boolean> {
  try {
    return (await runProgram(file, args, {})).code === 0;
  } catch {
    return false;
  }
}
