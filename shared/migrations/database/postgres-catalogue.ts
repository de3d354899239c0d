import type { Catalogue } from "./catalogue.ts";
import { findPostgresLock } from "./find-postgres-lock.ts";
import { gatherTables } from "./gather-tables.ts";
import { parseSearchPath } from "./parse-search-path.ts";
import { readText, readTextOrNull } from "./read-text.ts";

const MOST_COLUMNS = 20_000;

// The catalogue proper: information_schema does not show what the user may not read.
const COLUMNS = `
  select c.oid::text as oid, (c.relkind not in ('r', 'p'))::text as is_view, n.nspname::text as schema, c.relname::text as name, a.attname::text as column_name,
    pg_catalog.format_type(coalesce(nullif(t.typbasetype, 0), t.oid), null) as type, current_user::text as username,
    (pg_catalog.has_schema_privilege(n.oid, 'USAGE')
      and pg_catalog.has_column_privilege(c.oid, a.attnum, 'SELECT'))::text as is_readable
  from pg_catalog.pg_class c
  join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  join pg_catalog.pg_type t on t.oid = a.atttypid
  where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname !~ '^pg_'`;

// Not current_schemas(), which leaves out a schema that the user may not use: then it is not missing, but forbidden.
const SEARCH = `select pg_catalog.current_setting('search_path') as path, current_user::text as username,
  pg_catalog.current_schema()::text as home`;

function quote(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}

function grant(schema: string, name: string, user: string): string {
  const [inSchema, to] = [quote(schema), quote(user)];
  return `GRANT USAGE ON SCHEMA ${inSchema} TO ${to}; GRANT SELECT ON ${inSchema}.${quote(name)} TO ${to}`;
}

/** What PostgreSQL says about its tables. */
export const postgresCatalogue: Catalogue = {
  async findTables(session, { names, only, own }, signal) {
    const named = names.map((_, at) => `pg_catalog.lower(c.relname::text) = pg_catalog.lower($${at + 1}::text)`);
    const inSchema = only === undefined ? "" : ` and n.nspname = $${names.length + 1}::text`;
    const rows = await session.query(
      `${COLUMNS} and (${named.join(" or ")})${inSchema} order by c.oid, a.attnum limit ${MOST_COLUMNS}`,
      [...names, ...(only === undefined ? [] : [only])],
      signal,
    );
    const tables = gatherTables(rows, grant);
    if (only !== undefined) return { tables, schemas: [only], home: only };
    const [search = {}] = await session.query(SEARCH, [], signal);
    const searched = parseSearchPath(readText(search, "path"), readText(search, "username"));
    const home = own ?? readTextOrNull(search, "home") ?? "public";
    return { tables, schemas: [...(own === undefined ? [] : [own]), ...searched], home };
  },
  // Its catalogue shows every table to everyone.
  assertMissing: () => Promise.resolve(),
  findLock: findPostgresLock,
  quote,
  asText(column, type, kind) {
    if (type === "bytea") return `pg_catalog.encode(${column}, 'hex')`;
    // A time with a zone is that many seconds in any session; one without is counted as though it were UTC.
    if (kind === "time" && /^(timestamp|date)/.test(type)) return `extract(epoch from ${column})::text`;
    return `${column}::text`;
  },
};
