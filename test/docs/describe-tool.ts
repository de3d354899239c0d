import { readdirSync } from "node:fs";
import path from "node:path";
import { READERS } from "../../shared/migrations/history/readers.ts";
import { TASK_PRESETS } from "../../shared/migrations/task/task-presets.ts";
import type { Tool } from "../../shared/migrations/tool.ts";
import { ROOT } from "../repository/source-files.ts";
import { FIXTURES } from "../support/migrations/fixtures.ts";

const DRIVERS = new Set(
  readdirSync(path.join(ROOT, "test/databases/tools/drivers")).map((file) => path.basename(file, ".ts")),
);
const PRESETS = new Set<string>(Object.values(TASK_PRESETS).map(({ tool }) => tool));

/** A tool's row in the table of docs/migrations.md: what its reader, its fixture and its tests say. */
export function describeTool(tool: Tool): string {
  const { table, engines, marksFailures, companions, namedLock, outOfOrder } = READERS[tool];
  const lock = "lock" in companions ? "its row" : namedLock === undefined ? "" : "its name";
  const cells = [
    `\`${tool}\``,
    `\`${table.schema === undefined ? "" : `${table.schema}.`}${table.name}\``,
    engines.includes("mysql") ? "both" : "PostgreSQL",
    marksFailures ? "yes" : "",
    FIXTURES[tool].expected.some(({ checksum }) => checksum !== undefined) ? "yes" : "",
    lock,
    outOfOrder,
    PRESETS.has(tool) ? "yes" : "",
    DRIVERS.has(tool) ? "the tool itself" : "its source",
  ];
  return cells.join(" | ");
}
