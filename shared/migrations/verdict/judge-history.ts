import { printable } from "../../probe/printable.ts";
import type { HistoryReader } from "../history/history-reader.ts";
import type { History, HistoryEntry, MigrationLock } from "../history/history.ts";
import type { Manifest } from "../manifest/manifest.ts";
import type { Engine } from "../tool.ts";
import { compareHistory, type ComparedHistory, type Met } from "./compare-history.ts";
import { describeAge } from "./describe-age.ts";
import type { MigrationFinding } from "./migration-finding.ts";
import { nameMigrations, nameMigrationsFirst } from "./name-migrations.ts";
import { judgePending } from "./judge-pending.ts";
import { judgeAhead, judgePruned, judgeUnknown } from "./judge-strangers.ts";
import type { MigrationPolicies } from "./policies.ts";

/** What the database is compared with, and how it was read. */
export interface HistoryCase {
  readonly expected: Manifest;
  /** Of the release that serves now, where it has one. */
  readonly blue?: Manifest | undefined;
  readonly observed: History;
  readonly reader: HistoryReader;
  readonly policies: MigrationPolicies;
  /** When it was read: ages are told from it. */
  readonly now: Date;
}

const MOST_TABLES = 5;

/** Everything that is found between what green expects and what the database has. Never empty. */
export function judgeHistory(judged: HistoryCase): readonly MigrationFinding[] {
  const { expected, blue, observed, reader, policies, now } = judged;
  if (observed.table === undefined && observed.entries.length === 0) return [tableMissing(expected, observed, reader)];
  // Of a table that could not be read, only the lock is known.
  if (observed.unread === true && observed.lock !== undefined) return [locked(observed.lock, now)];
  const compared = compareHistory(expected, observed, reader, blue);
  const where = observed.table ?? "the history";
  const known = new Set(expected.migrations.map(({ id }) => id));
  const findings = [
    ...(observed.lock === undefined ? [] : [locked(observed.lock, now)]),
    ...compared.running.map((entry) => running(entry, where, now)),
    ...compared.failed.map((entry) => failed(entry, where, expected.engine, known.has(entry.id))),
    ...compared.edited.map((met) => edited(met, where, policies)),
    ...judgeUnknown(compared, where, policies),
    ...judgePending(judged, compared, where),
    ...judgeAhead(compared, where, policies),
    ...judgePruned(compared, where),
  ];
  return findings.some(({ effect }) => effect !== "warn")
    ? findings
    : [applied(compared, expected, where), ...findings];
}

function applied(
  { applied: there, leftOut }: ComparedHistory,
  { migrations }: Manifest,
  where: string,
): MigrationFinding {
  const others =
    leftOut.length === 0
      ? ""
      : ` ${nameMigrationsFirst(leftOut.map(({ id }) => id))} ${leftOut.length === 1 ? "is" : "are"} not there, which a context, labels or the kind of database may have left out.`;
  const sentence =
    migrations.length === 0
      ? `Green expects no migrations, and ${where} lacks none.`
      : `All ${migrations.length - leftOut.length} migrations that green expects are applied in ${where}.${others}`;
  return { standing: "applied", effect: "none", ids: there.map(({ id }) => id), sentence };
}

function tableMissing(
  { migrations }: Manifest,
  { lock, elsewhere = [] }: History,
  reader: HistoryReader,
): MigrationFinding {
  const ids = migrations.map(({ id }) => id);
  const table = reader.table.schema === undefined ? reader.table.name : `${reader.table.schema}.${reader.table.name}`;
  const held = lock === undefined ? "" : ` (${printable(lock.seen)})`;
  if (ids.length === 0) {
    const sentence = `Green expects no migrations, and the database has no table ${table}.`;
    return { standing: "applied", effect: "none", ids, sentence };
  }
  const others = elsewhere.slice(0, MOST_TABLES).map((each) => printable(each));
  const named = `There is ${others.join(", ")}, in a schema that is not looked in: if that is it, name it to \`hooks manifest\` with --table.`;
  return {
    standing: "table-missing",
    effect: lock === undefined ? "fail" : "wait",
    ids,
    sentence:
      `Expected ${reader.tool}'s table ${table} with ${nameMigrations(ids)}, found no such table${held}: either nothing was ` +
      "ever applied here, or this is another database or schema, or the user may not see it. " +
      (others.length > 0 ? named : "Apply the migrations, or name the table to `hooks manifest` with --table."),
  };
}

function locked(lock: MigrationLock, now: Date): MigrationFinding {
  const age = lock.since === undefined ? "since when is not recorded" : `for ${describeAge(lock.since, now)}`;
  const holder = lock.holder === undefined ? "" : ` by ${printable(lock.holder)}`;
  return {
    standing: "locked",
    effect: "wait",
    ids: [],
    sentence:
      `Expected no run of the migration tool, observed a lock held${holder} (${age}): ${printable(lock.seen)}. ` +
      "Wait for that run to end; if it died, release its lock by hand once you know what it left behind.",
  };
}

function running({ id, at }: HistoryEntry, where: string, now: Date): MigrationFinding {
  const age = at === undefined ? "" : `, for ${describeAge(at, now)}`;
  return {
    standing: "running",
    effect: "wait",
    ids: [id],
    sentence:
      `Expected migration "${printable(id)}" to have ended, observed in ${where} one that has begun${age} and not ended: ` +
      "it still runs, or it died in the middle.",
  };
}

function failed({ id, detail }: HistoryEntry, where: string, engine: Engine, isKnown: boolean): MigrationFinding {
  const stranger = isKnown ? "" : ", which green does not know";
  const said = detail === undefined || detail === "" ? "" : ` It left the words: ${printable(detail)}.`;
  const half =
    engine === "mysql"
      ? "Its first statements are in the schema all the same"
      : "Its first statements may be in the schema all the same";
  return {
    standing: "failed",
    effect: "fail",
    ids: [id],
    sentence: `Migration "${printable(id)}"${stranger} is marked in ${where} as one that did not end well.${said} ${half}: repair it before you deploy.`,
  };
}

function edited({ migration, entry }: Met, where: string, { checksum }: MigrationPolicies): MigrationFinding {
  const { id, file } = migration;
  return {
    standing: "checksum-differs",
    effect: checksum,
    ids: [id],
    sentence:
      `Migration "${printable(id)}" was edited after it was applied: ${where} has the checksum ${printable(entry.checksum ?? "")}, ` +
      `green ships ${printable(migration.checksum ?? "")} (${printable(file)}). The database has what the file said before: take the edit back, and write a new migration.`,
  };
}
