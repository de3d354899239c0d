import { compareText } from "../compare-text.ts";
import { defineReader } from "../history-reader.ts";
import type { HistoryEntry } from "../history.ts";
import { placeByKey } from "../place-by-key.ts";

/** The bits of `type`: ariga/atlas@003c8d47, sql/migrate/migrate.go. */
const BASELINE = 1n;
const RESOLVED = 4n;

/** `applyLockValue` of cmd/atlas/internal/cmdapi, and its 32-bit FNV-1 hash, by which PostgreSQL's driver locks. */
const LOCK = "atlas_migrate_execute";
const lockHash = [...Buffer.from(LOCK)].reduce((hash, byte) => Math.imul(hash, 0x0100_0193) ^ byte, 0x811c_9dc5) >>> 0;

/** Atlas: `atlas_schema_revisions`, in a schema of that name or in the connection's. */
export const atlas = defineReader({
  tool: "atlas",
  engines: ["postgres", "mysql"],
  table: { schema: "atlas_schema_revisions", name: "atlas_schema_revisions" },
  history: {
    columns: {
      version: "text",
      type: "integer",
      applied: "integer",
      total: "integer",
      executed_at: "time?",
      error: "text?",
      hash: "text?",
    },
    orderBy: ["version"],
  },
  namedLock: { postgres: () => BigInt(lockHash), mysql: () => LOCK },
  marksFailures: true,
  outOfOrder: "refuses",
  read({ history }, { migrations }) {
    // `.atlas_cloud_identifier` says which database it is, and is no migration.
    const rows = history.filter(({ version }) => !version.startsWith("."));
    const entries = rows.map(({ version, type, applied, total, executed_at: at, error, hash }): HistoryEntry => {
      const entry = { id: version, ...(hash && { checksum: hash }), ...(at && { at }) };
      if (type === BASELINE) return { ...entry, state: "baseline" };
      if ((type & RESOLVED) !== 0n || (!error && applied >= total)) return { ...entry, state: "applied" };
      const detail = `${applied} of ${total} statements were applied${error ? `: ${error}` : ""}`;
      return { ...entry, state: "failed", detail };
    });
    const [first] = rows;
    if (first === undefined) return { entries };
    // What comes before the first revision, a baseline or a checkpoint, is never run.
    const before = migrations.filter(({ id }) => compareText(id, first.version) < 0);
    return { entries: [...before.map(({ id }): HistoryEntry => ({ id, state: "baseline" })), ...entries] };
  },
  placeBeside: ({ migrations }) => placeByKey(migrations, (id) => id),
});
