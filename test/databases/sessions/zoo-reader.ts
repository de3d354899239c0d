import { defineReader, type HistoryReader } from "../../../shared/migrations/history/history-reader.ts";
import type { Manifest } from "../../../shared/migrations/manifest/manifest.ts";
import type { Engine } from "../../../shared/migrations/tool.ts";

/** A reader of a table `Zoo` with a column of every kind, and the rows that it was given last. */
export interface ZooReader {
  readonly reader: HistoryReader;
  readonly rows: () => unknown;
}

export const ADVISORY_KEY = -5_000_000_000n;

export function makeZooReader(): ZooReader {
  let rows: unknown;
  const reader = defineReader({
    tool: "knex",
    engines: ["postgres", "mysql"],
    table: { name: "Zoo" },
    history: {
      columns: {
        ID: "integer",
        name: "text",
        tame: "boolean",
        born: "time",
        fed: "time?",
        chip: "bytes",
      },
      orderBy: ["id"],
    },
    companions: { lock: { name: (history) => `${history}_lock`, columns: { held: "boolean?" }, orderBy: [] } },
    namedLock: { postgres: () => ADVISORY_KEY, mysql: ({ schema, table }) => `lock of ${schema}.${table}` },
    marksFailures: false,
    outOfOrder: "applies",
    read(given) {
      rows = given;
      return { entries: given.history.map(({ name }) => ({ id: name, state: "applied" })) };
    },
    placeBeside: () => () => undefined,
  });
  return { reader, rows: () => rows };
}

/** Statements that make the table `Zoo`, with two rows in it. */
export const ZOO_TABLES = {
  postgres: [
    `create table "Zoo" ("Id" bigint, name text, tame boolean, born timestamptz, fed timestamp, chip bytea)`,
    `insert into "Zoo" values (10, 'emu', false, '2026-01-02 03:04:05.678+02', null, '\\x00ff'),
      (9, 'okapi \u{1F993}', true, '2026-01-01 00:00:00Z', '2026-07-01 12:00:00.5', '\\xDEADBEEF')`,
  ],
  mysql: [
    "create table Zoo (`Id` bigint unsigned, name varchar(40), tame tinyint(1), born timestamp(3) null, fed datetime(6), chip varbinary(8))",
    "set time_zone = '+02:00'",
    `insert into Zoo values (10, 'emu', 0, '2026-01-02 03:04:05.678', null, x'00ff'),
      (9, 'okapi \u{1F993}', 1, '2026-01-01 02:00:00', '2026-07-01 12:00:00.5', x'DEADBEEF')`,
  ],
} as const satisfies Record<Engine, readonly string[]>;

export function manifestOf(engine: Engine, table?: Manifest["table"]): Manifest {
  return { version: 1, tool: "knex", engine, migrations: [], ...(table && { table }) };
}
