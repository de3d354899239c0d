import { compareFlywayVersions, nameFlywayRepeatable, normaliseFlywayVersion } from "../flyway-version.ts";
import { defineReader } from "../history-reader.ts";
import type { HistoryEntry } from "../history.ts";
import { placeByKey } from "../place-by-key.ts";

/** `Flyway`'s letters: flyway/flyway@1880296a, PostgreSQLAdvisoryLockTemplate.java. */
const LOCK_BASE = (0x46n << 40n) + (0x6cn << 32n) + (0x79n << 24n) + (0x77n << 16n) + (0x61n << 8n) + 0x79n;

/** `String.hashCode` of Java. */
function hashAsJava(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index += 1) hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0;
  return hash;
}

const isVersion = (id: string): boolean => normaliseFlywayVersion(id) === id;

/** Flyway 5 and later: `flyway_schema_history`. */
export const flyway = defineReader({
  tool: "flyway",
  engines: ["postgres", "mysql"],
  table: { name: "flyway_schema_history" },
  history: {
    columns: {
      installed_rank: "integer",
      version: "text?",
      description: "text",
      type: "text",
      checksum: "integer?",
      installed_on: "time?",
      success: "boolean",
    },
    orderBy: ["installed_rank"],
  },
  namedLock: {
    postgres: ({ schema, table }) => LOCK_BASE + BigInt(hashAsJava(`"${schema}"."${table}"`)),
    mysql: ({ schema, table }) => `Flyway-${hashAsJava(`\`${schema}\`.\`${table}\``)}`,
  },
  marksFailures: true,
  outOfOrder: "refuses",
  read({ history }, { migrations }) {
    const entries = new Map<string, HistoryEntry>();
    let baseline: { readonly version: string; readonly at: Date | null } | undefined;
    // The last row of a version, or of a repeatable's description, counts.
    for (const { version, description, type, checksum, installed_on: at, success } of history) {
      const id = version === null ? nameFlywayRepeatable(description) : (normaliseFlywayVersion(version) ?? version);
      const entry = { id, ...(at && { at }) };
      if (type === "SCHEMA") continue;
      if (type === "DELETE") entries.delete(id);
      else if (!success) entries.set(id, { ...entry, state: "failed", detail: `success is false, type ${type}` });
      else if (type.startsWith("UNDO")) entries.set(id, { ...entry, state: "rolled-back" });
      else if (type === "BASELINE" || type.endsWith("_BASELINE")) baseline = { version: id, at };
      else entries.set(id, { ...entry, state: "applied", ...(checksum !== null && { checksum: checksum.toString() }) });
    }
    for (const { id } of migrations) {
      if (!baseline || !isVersion(id) || !isVersion(baseline.version) || entries.has(id)) continue;
      if (compareFlywayVersions(id, baseline.version) > 0) continue;
      entries.set(id, { id, state: "baseline", ...(baseline.at && { at: baseline.at }) });
    }
    return { entries: [...entries.values()] };
  },
  placeBeside: ({ migrations }) =>
    placeByKey(
      migrations.filter(({ id }) => isVersion(id)),
      (id) => (isVersion(id) ? id : undefined),
      compareFlywayVersions,
    ),
});
