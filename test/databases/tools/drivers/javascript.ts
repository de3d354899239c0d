import { formatUrl, type TestDatabase } from "../../support/test-database.ts";
import type { ToolCommand } from "../tool-driver.ts";

/** Text as a literal of JavaScript. */
export function quote(text: string): string {
  return JSON.stringify(text);
}

/** A command of a package of npm's, or the project's own `migrate.mjs`, on the Node that runs the tests. */
export function runNode(script: string, ...args: readonly string[]): ToolCommand {
  return { file: process.execPath, args: [script, ...args] };
}

/** As most drivers of JavaScript take it. */
export function formatConnection(database: TestDatabase): string {
  const { host, port, name, owner } = database;
  return JSON.stringify({ host, port, ...owner, database: name });
}

export function formatUrlLiteral(database: TestDatabase): string {
  return quote(formatUrl(database));
}
