import type { HistoryReader } from "../../../../shared/migrations/history/history-reader.ts";
import type { History, HistoryEntry } from "../../../../shared/migrations/history/history.ts";
import { noPlace } from "../../../../shared/migrations/history/place.ts";
import type { ManifestMigration } from "../../../../shared/migrations/manifest/manifest.ts";
import type { Engine } from "../../../../shared/migrations/tool.ts";
import type { MigrationPolicies } from "../../../../shared/migrations/verdict/policies.ts";

/** What green expects, what the database has, and what is found. */
export interface HistoryCaseRow {
  readonly rule: string;
  /** Ids, or more of a migration. */
  readonly expected?: readonly (string | Partial<ManifestMigration>)[];
  /** What the release that serves now knows. */
  readonly blue?: readonly string[];
  readonly entries?: readonly (string | Partial<HistoryEntry>)[];
  readonly history?: Partial<History>;
  readonly reader?: Partial<HistoryReader>;
  readonly engine?: Engine;
  readonly policies?: Partial<MigrationPolicies>;
  /** `standing effect`, in order. */
  readonly found: readonly string[];
  readonly says?: readonly string[];
}

export const NOW = new Date("2026-11-21T12:00:00Z");
export const ABC = ["a", "b", "c"];

export const HISTORY_CASES: readonly HistoryCaseRow[] = [
  {
    rule: "what is applied passes",
    entries: ABC,
    found: ["applied none"],
    says: ["All 3 migrations that green expects are applied in public.knex_migrations."],
  },
  {
    rule: "a baseline counts as applied",
    entries: [{ id: "a", state: "baseline" }, "b", "c"],
    found: ["applied none"],
  },
  {
    rule: "what is pending fails, and names what its tool does not record",
    entries: ["a"],
    found: ["pending fail"],
    says: ['2 migrations ("b", "c") of the 3 that green expects are pending', "knex does not record a run that failed"],
  },
  {
    rule: "what is pending on MySQL may be half applied",
    entries: ["a", "b"],
    engine: "mysql",
    found: ["pending fail"],
    says: ['Migration "c" of the 3', 'MySQL does not undo its first statements: look whether "c" is half applied'],
  },
  {
    rule: "a tool that marks failures leaves nothing half applied behind what is pending",
    entries: ["a", "b"],
    engine: "mysql",
    reader: { marksFailures: true },
    found: ["pending fail"],
    says: ["Apply them before the deployment."],
  },
  {
    rule: "what was rolled back is pending",
    entries: ["a", "b", { id: "c", state: "rolled-back" }],
    found: ["pending fail"],
  },
  {
    rule: "what is pending may be allowed",
    entries: ["a", "b"],
    policies: { pending: "allow" },
    found: ["applied none", "pending warn"],
  },
  {
    rule: "what is pending and breaks nothing may be allowed alone",
    entries: ["a", "b"],
    policies: { pending: "allow-if-expand" },
    found: ["applied none", "pending warn"],
  },
  {
    rule: "what is pending and may break something is not allowed with what breaks nothing",
    expected: ["a", { id: "b", compatibility: { class: "warn", reason: "locks", findings: [], creates: [] } }],
    entries: ["a"],
    policies: { pending: "allow-if-expand" },
    found: ["pending fail"],
    says: [
      'policies.pending allows only those of class expand, and such as are declared safe for blue: migration "b" is neither.',
    ],
  },
  {
    rule: "what failed fails, and shows what the tool kept of it, escaped",
    entries: ["a", "b", { id: "c", state: "failed", detail: "no such\u001b[31m table" }],
    found: ["failed fail"],
    says: [
      'Migration "c" is marked in public.knex_migrations as one that did not end well',
      String.raw`no such\u001b[31m table`,
    ],
  },
  {
    rule: "what failed and green does not know fails, too",
    entries: [...ABC, { id: "d", state: "failed" }],
    found: ["failed fail"],
    says: [", which green does not know"],
  },
  {
    rule: "what runs is waited for, and has an age",
    entries: ["a", "b", { id: "c", state: "running", at: new Date("2026-11-21T11:48:30Z") }],
    found: ["running wait"],
    says: ["one that has begun, for 11 min and not ended"],
  },
  {
    rule: "a lock is waited for, and has an age and a holder",
    entries: ABC,
    history: { lock: { seen: "is_locked is 1", since: new Date("2026-11-21T09:00:00Z"), holder: "ci-7" } },
    found: ["locked wait"],
    says: ["observed a lock held by ci-7 (for 3 h): is_locked is 1"],
  },
  {
    rule: "of a table that is locked away nothing else is said",
    history: { unread: true, lock: { seen: "the table cannot be read" } },
    found: ["locked wait"],
  },
  {
    rule: "a lock without a time says so",
    entries: ABC,
    history: { lock: { seen: "is_locked is 1" } },
    found: ["locked wait"],
    says: ["(since when is not recorded)"],
  },
  {
    rule: "a checksum that differs fails, and shows both",
    expected: ["a", { id: "b", checksum: "green" }],
    entries: ["a", { id: "b", checksum: "stored" }],
    found: ["checksum-differs fail"],
    says: ["has the checksum stored, green ships green (b.sql)"],
  },
  {
    rule: "a checksum that one side has not is not compared",
    expected: [{ id: "a", checksum: "green" }, "b"],
    entries: ["a", { id: "b", checksum: "stored" }],
    found: ["applied none"],
  },
  {
    rule: "a checksum of the file with other ends of lines is the same",
    expected: ["a", { id: "b", checksum: "lf", otherChecksums: ["crlf"] }],
    entries: ["a", { id: "b", checksum: "crlf" }],
    found: ["applied none"],
  },
  {
    rule: "one that differs from all of them was edited",
    expected: ["a", { id: "b", checksum: "lf", otherChecksums: ["crlf"] }],
    entries: ["a", { id: "b", checksum: "other" }],
    found: ["checksum-differs fail"],
  },
  {
    rule: "what is optional and not there is not pending",
    expected: ["a", { id: "b", optional: true }, "c"],
    entries: ["a", "c"],
    found: ["applied none"],
    says: ["All 2 migrations that green expects are applied", 'Migration "b" is not there, which a context, labels'],
  },
  {
    rule: "what is optional and there is known",
    expected: ["a", { id: "b", optional: true }, "c"],
    entries: ABC,
    found: ["applied none"],
    says: ["All 3 migrations"],
  },
  {
    rule: "what is optional and failed has failed",
    expected: ["a", { id: "b", optional: true }],
    entries: ["a", { id: "b", state: "failed" }],
    found: ["failed fail"],
  },
  {
    rule: "a repeatable migration that changed is pending",
    expected: ["a", { id: "R", checksum: "new", repeatable: true }],
    entries: ["a", { id: "R", checksum: "old" }],
    found: ["pending fail"],
  },
  {
    rule: "a pending migration before an applied one is out of order, and a tool that refuses it says so",
    entries: ["a", "c"],
    reader: { outOfOrder: "refuses" },
    found: ["pending fail", "out-of-order fail"],
    says: ['Migration "b" comes before "c", which is applied already: knex refuses to apply it.'],
  },
  {
    rule: "out of order is no more than pending where the tool applies it all the same",
    entries: ["a", "c"],
    policies: { pending: "allow" },
    found: ["applied none", "pending warn", "out-of-order warn"],
  },
  {
    rule: "what Drizzle passes over will never be applied",
    expected: [
      { id: "a", when: 100 },
      { id: "b", when: 90 },
      { id: "c", when: 200 },
    ],
    entries: [{ id: "a", at: new Date(100) }],
    reader: { tool: "drizzle", outOfOrder: "skips" },
    found: ["pending fail", "never-applied fail"],
    says: ['Migration "b" will never be applied'],
  },
  {
    rule: "Django numbers its apps by themselves",
    expected: ["shop.0001", "shop.0002", "tea.0001"],
    entries: ["shop.0001", "tea.0001"],
    reader: { tool: "django", placeBeside: () => noPlace },
    found: ["pending fail"],
  },
  {
    rule: "a squash is applied where all that it replaces is",
    expected: [{ id: "app.squashed", replaces: ["app.1", "app.2"] }],
    entries: ["app.1", "app.2"],
    found: ["applied none"],
  },
  {
    rule: "a squash is pending where some of what it replaces is",
    expected: [{ id: "app.squashed", replaces: ["app.1", "app.2"] }],
    entries: ["app.1"],
    found: ["pending fail"],
  },
  {
    rule: "a missing table fails where migrations are expected",
    history: { table: undefined },
    found: ["table-missing fail"],
    says: ["Expected knex's table knex_migrations with 3 migrations", "or the user may not see it"],
  },
  {
    rule: "a table that is missing where it is looked for, and is elsewhere, is named",
    history: { table: undefined, elsewhere: ["backup.knex_migrations"] },
    found: ["table-missing fail"],
    says: [
      "There is backup.knex_migrations, in a schema that is not looked in: if that is it, name it to `hooks manifest` with --table.",
    ],
  },
  {
    rule: "a missing table is right where none is expected",
    expected: [],
    history: { table: undefined },
    found: ["applied none"],
  },
  {
    rule: "a table that is missing because a run is about to make it is waited for",
    history: { table: undefined, lock: { seen: "advisory lock 7" } },
    found: ["table-missing wait"],
  },
  {
    rule: "everything that is wrong is said at once",
    expected: ["a", { id: "b", checksum: "x" }, "c", "d"],
    entries: ["a", { id: "b", checksum: "y" }, { id: "c", state: "failed" }, "aa"],
    found: ["failed fail", "checksum-differs fail", "unknown fail", "pending fail"],
  },
];
