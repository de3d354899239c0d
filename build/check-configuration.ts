import { spawn } from "node:child_process";
import path from "node:path";
import { BuildError } from "./build-error.ts";
import { bundleReporter, ROOT } from "./bundle.ts";
import type { ConfigurationReport } from "./report-configuration.ts";

/** How long a configuration may take to load: more than it ever needs, and less than somebody waits. */
export const LOAD_MS = 10_000;

/**
 * Loads a configuration as the functions do, and checks it by the same rules, so that a mistake is known before it is
 * deployed. In a process of its own: the module is a user's code, and may loop or exit.
 * @param configPath absolute
 * @param signal ends the process, and with it the hope that the module loads
 * @returns what there is to warn of
 * @throws {BuildError} naming all problems at once
 */
export async function checkConfiguration(configPath: string, signal: AbortSignal): Promise<readonly string[]> {
  const name = configPath.startsWith(`${ROOT}${path.sep}`) ? path.relative(ROOT, configPath) : configPath;
  const code = await bundleReporter(configPath);
  const startedAt = performance.now();
  const { report, ended } = await runReporter(code, signal);
  if (report === undefined) {
    const observed = signal.aborted
      ? `it had not loaded after ${((performance.now() - startedAt) / 1000).toFixed(1)} s: a function would wait for it and never report`
      : `it ended its process (${ended}): a function would end with it and never report`;
    throw new BuildError(`${name} cannot be used. Expected a module that loads at once, but ${observed}.`);
  }
  if ("problem" in report) throw new BuildError(`${name} cannot be used, and every hook would fail: ${report.problem}`);
  if (report.saysMigrations) return [];
  return [
    `${name} does not say how to check the database, and BeforeInstall fails until it does: ` +
      '`migrations: { database: "secretsmanager:…" }` or another way of docs/migrations.md, or `migrations: { none: "why this service has no migrations" }`',
  ];
}

interface Run {
  /** Undefined where it ended without one. */
  readonly report: ConfigurationReport | undefined;
  /** `exit code 1`, `SIGKILL` */
  readonly ended: string;
}

function runReporter(code: string, signal: AbortSignal): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--input-type=commonjs", "-"], {
      cwd: ROOT,
      // What the module prints belongs to nobody here, and the report has a channel of its own.
      stdio: ["pipe", "ignore", "ignore", "ipc"],
      signal,
      killSignal: "SIGKILL",
    });
    let report: ConfigurationReport | undefined;
    child.on("message", (message) => (report ??= message as ConfigurationReport));
    child.on("error", (error) => {
      if (!signal.aborted) reject(error);
    });
    child.on("close", (exitCode, killedBy) => resolve({ report, ended: killedBy ?? `exit code ${exitCode}` }));
    // A process that ends before it has read everything says so by how it ends.
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(code);
  });
}
