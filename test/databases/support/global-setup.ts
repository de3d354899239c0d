import type { TestProject } from "vitest/node";
import { findMissingTools, type MissingTool } from "../tools/find-missing-tools.ts";
import type { DatabaseServer } from "./database-server.ts";
import { installTools } from "./install-tools.ts";
import "./provided-context.ts";
import { startMariadb } from "./start-mariadb.ts";
import { startPostgres } from "./start-postgres.ts";

/**
 * Starts the database servers and installs the migration tools, before the first test.
 * @returns what stops the servers, after the last
 * @throws where one of them cannot be had: without it the tests would say nothing
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const started = await Promise.allSettled([startPostgres(), startMariadb(), installTools()]);
  const servers = started
    .map((outcome) => (outcome.status === "fulfilled" ? outcome.value : undefined))
    .filter((server): server is DatabaseServer => server !== undefined);
  const stop = async (): Promise<void> => void (await Promise.all(servers.map((server) => server.stop())));

  const failures = started.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason as unknown] : []));
  if (failures.length > 0) {
    await stop();
    const messages = failures.map((failure) => (failure instanceof Error ? failure.message : String(failure)));
    throw new AggregateError(failures, `The databases cannot be tested:\n${messages.join("\n")}`);
  }
  for (const { address } of servers) project.provide(address.engine, address);
  const missing = await findMissingTools();
  project.provide("missingTools", missing);
  return async () => {
    await stop();
    if (missing.length > 0) console.warn(describeMissing(missing));
  };
}

/** After all results, where it is not overlooked. */
function describeMissing(missing: readonly MissingTool[]): string {
  const lines = missing.map(({ name, packages }) => `  ${name}: apt-get install ${packages.join(" ")}`);
  return `\nLEFT OUT, since they are not installed (test/databases/install.sh installs them):\n${lines.join("\n")}`;
}
