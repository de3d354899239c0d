import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll } from "vitest";
import { buildFunctions } from "../../../build/functions.ts";
import { prepareConfiguration } from "../../../rehearsal/configuration-module.ts";
import { parseOptions } from "../../../rehearsal/options.ts";
import { rehearse } from "../../../rehearsal/rehearse.ts";
import type { RehearsalResult } from "../../../rehearsal/result.ts";

const SILENT = { say: () => undefined, event: () => undefined, result: () => undefined };
/** That of a rehearsal where nothing is said. */
const PACE = { hook: 22.5, metrics: 60 };

const folder = await mkdtemp(path.join(tmpdir(), "sample-"));
afterAll(() => rm(folder, { recursive: true }));

let built: Promise<string> | undefined;

/** What `npm run rehearse` comes to with these arguments, in this process, and with functions that are built once for all. */
export async function rehearseSample(args: readonly string[]): Promise<RehearsalResult> {
  const surroundings = {
    host: { PATH: process.env["PATH"] ?? "" },
    cwd: process.cwd(),
    narrator: SILENT,
    built: await (built ??= build()),
  };
  return rehearse(parseOptions(args), surroundings, new AbortController().signal);
}

async function build(): Promise<string> {
  const { path: configPath } = await prepareConfiguration(parseOptions([]), folder, PACE);
  const outDir = path.join(folder, "functions");
  await buildFunctions({ configPath, outDir });
  return outDir;
}
