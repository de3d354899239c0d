import type { NamedLock } from "../history/history-reader.ts";
import type { MigrationLock } from "../history/history.ts";
import type { CatalogueTable, TableName } from "./catalogue.ts";
import { readText, readTextOrNull } from "./read-text.ts";
import type { DatabaseSession } from "./session.ts";
import { showText } from "./show-text.ts";

// Reading takes AccessShare, and autovacuum ShareUpdateExclusive: neither is a run. Whose session it is stands in
// pg_stat_activity for everyone, its times for its own user and for pg_read_all_stats only.
const LOCKS = `
  select l.locktype as kind, l.mode as mode, l.pid::text as pid, l.relation::text as relation, a.usename::text as username, a.application_name as application,
    extract(epoch from coalesce(a.xact_start, a.state_change))::text as since
  from pg_catalog.pg_locks l
  left join pg_catalog.pg_stat_activity a on a.pid = l.pid
  where l.granted and l.pid is distinct from pg_catalog.pg_backend_pid()
    and l.database = (select oid from pg_catalog.pg_database where datname = pg_catalog.current_database())
    and (`;
const ON_TABLE = `(l.locktype = 'relation' and l.relation = any ($1::text::oid[])
      and l.mode not in ('AccessShareLock', 'ShareUpdateExclusiveLock'))`;
// A key of 64 bits is shown as two numbers of 32 bits; objsubid 2 is a key that was given as two.
const BY_NAME = `(l.locktype = 'advisory' and l.objsubid = 1 and l.classid = $2::text::oid and l.objid = $3::text::oid)`;
const LOWER_HALF = 0xffff_ffffn;

/**
 * A lock that another session has on the history table or one beside it, or on the tool's advisory lock. Knex marks its lock
 * in a table, within the migrations' own transaction, where nobody else sees the mark.
 * @throws {DatabaseError}
 */
export async function findPostgresLock(
  session: DatabaseSession,
  { schema, name }: TableName,
  tables: readonly CatalogueTable[],
  named: NamedLock | undefined,
  signal: AbortSignal,
): Promise<MigrationLock | undefined> {
  const oids = `{${tables.map(({ oid }) => oid ?? "0").join(",")}}`;
  const key = named?.postgres?.({ database: session.database, schema, table: name });
  const [condition, parameters] =
    key === undefined
      ? [ON_TABLE, [oids]]
      : [`${ON_TABLE} or ${BY_NAME}`, [oids, String((key >> 32n) & LOWER_HALF), String(key & LOWER_HALF)]];
  const [row] = await session.query(
    `${LOCKS}${condition}) order by a.xact_start nulls last, l.pid limit 1`,
    parameters,
    signal,
  );
  if (row === undefined) return undefined;
  const isAdvisory = readText(row, "kind") === "advisory";
  const since = Number(readTextOrNull(row, "since") ?? Number.NaN);
  return {
    seen: isAdvisory
      ? `the advisory lock ${key} is held`
      : `another session holds ${showText(readText(row, "mode"))} on the table ${showText(`${schema}.${lockedName(tables, row)}`)}`,
    ...(Number.isFinite(since) && { since: new Date(since * 1_000) }),
    holder: describeHolder(row),
  };
}

function lockedName(tables: readonly CatalogueTable[], row: Readonly<Record<string, unknown>>): string {
  const relation = readTextOrNull(row, "relation");
  return tables.find(({ oid }) => oid === relation)?.name ?? "";
}

function describeHolder(row: Readonly<Record<string, unknown>>): string {
  const pid = readTextOrNull(row, "pid");
  if (pid === null) return "a prepared transaction";
  const user = readTextOrNull(row, "username");
  const application = readTextOrNull(row, "application");
  return [
    user === null ? `process ${pid}` : `process ${pid} of the user ${showText(user)}`,
    ...(application === null || application === "" ? [] : [`application ${showText(application)}`]),
  ].join(", ");
}
