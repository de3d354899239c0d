import type { Catalogue } from "./catalogue.ts";
import { DatabaseError } from "./database-error.ts";
import { findMysqlLock } from "./find-mysql-lock.ts";
import { gatherTables } from "./gather-tables.ts";
import { readText } from "./read-text.ts";
import { escapeUnprintable, showText } from "./show-text.ts";

const MOST_COLUMNS = 20_000;

function quote(identifier: string): string {
  return `\`${identifier.replaceAll("`", "``")}\``;
}

/** @param user as `current_user()` has it: `reader@10.0.%` */
function grant(schema: string, name: string, user: string): string {
  const at = user.lastIndexOf("@");
  const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;
  return `GRANT SELECT ON ${quote(schema)}.${quote(name)} TO ${text(user.slice(0, at))}@${text(user.slice(at + 1))}`;
}

/** What MySQL and MariaDB say about their tables. */
export const mysqlCatalogue: Catalogue = {
  async findTables(session, { names, only, own }, signal) {
    // A database of that server that nobody named belongs to somebody else.
    const schemas = only === undefined ? [session.database, ...(own === undefined ? [] : [own])] : [only];
    const wanted = [...schemas, ...names.map((name) => name.toLowerCase())];
    const places = (values: readonly string[]): string => values.map(() => "?").join(", ");
    const rows = await session.query(
      `select c.table_schema as \`schema\`, c.table_name as \`name\`, c.column_name as \`column_name\`, c.data_type as \`type\`,
          null as \`oid\`, t.table_type like '%VIEW' as \`is_view\`,
          find_in_set('select', lower(c.privileges)) > 0 as \`is_readable\`, current_user() as \`username\`
        from information_schema.columns c
        join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
        where c.table_schema in (${places(schemas)}) and lower(c.table_name) in (${places(names)})
          and t.table_schema in (${places(schemas)}) and lower(t.table_name) in (${places(names)})
        order by c.table_schema, c.table_name, c.ordinal_position limit ${MOST_COLUMNS}`,
      [...wanted, ...wanted],
      signal,
    );
    return { tables: gatherTables(rows, grant), schemas, home: only ?? session.database };
  },
  async assertMissing(session, { schema, name }, signal) {
    try {
      // information_schema shows nobody a table on which he has no right at all.
      await session.query(`select 1 from ${quote(schema)}.${quote(name)} limit 0`, [], signal);
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      if (error.kind === "no-table" || error.kind === "unknown-database") return;
      if (error.kind !== "permission") throw error;
      const [row = {}] = await session.query("select current_user() as `username`", [], signal);
      const why = `The table ${showText(`${schema}.${name}`)} does not exist, or may not be read: this user is not told which`;
      const then = escapeUnprintable(grant(schema, name, readText(row, "username")));
      throw new DatabaseError("permission", `${why}. ${then}`, { cause: error });
    }
  },
  findLock: findMysqlLock,
  quote,
  asText(column, type, kind) {
    if (kind === "bytes") return `lower(hex(${column}))`;
    if (type === "bit") return `cast(${column} + 0 as char)`;
    // TIMESTAMP is a moment that is shown in the session's zone; DATETIME has no zone.
    if (kind === "time" && type === "timestamp") return `cast(unix_timestamp(${column}) as char)`;
    if (kind === "time" && type === "datetime") return `date_format(${column}, '%Y-%m-%dT%H:%i:%s.%fZ')`;
    return `convert(${column} using utf8mb4)`;
  },
};
