import type { DdlStatement } from "./ddl-statements/ddl-statement.ts";
import { MYSQL_ROWS } from "./ddl-statements/mysql-rows.ts";
import { POSTGRES_COLUMNS } from "./ddl-statements/postgres-columns.ts";
import { POSTGRES_DATA } from "./ddl-statements/postgres-data.ts";
import { POSTGRES_NAMES } from "./ddl-statements/postgres-names.ts";
import { POSTGRES_OBJECTS } from "./ddl-statements/postgres-objects.ts";
import { POSTGRES_PARTITIONS } from "./ddl-statements/postgres-partitions.ts";
import { POSTGRES_TABLES } from "./ddl-statements/postgres-tables.ts";

/** Statements of migrations, their class, and what a blue that was running said to each. */
export const DDL_STATEMENTS: readonly DdlStatement[] = [
  ...POSTGRES_COLUMNS,
  ...POSTGRES_TABLES,
  ...POSTGRES_PARTITIONS,
  ...POSTGRES_NAMES,
  ...POSTGRES_OBJECTS,
  ...POSTGRES_DATA,
  ...MYSQL_ROWS,
];
