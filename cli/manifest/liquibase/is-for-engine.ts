import type { Engine } from "../../../shared/migrations/tool.ts";

/** What Liquibase calls the databases of an engine: it tells MySQL from MariaDB. */
const NAMES = { postgres: ["postgresql"], mysql: ["mysql", "mariadb"] } as const;

/** Whether what is for these databases, `postgresql,!h2`, is for one of this kind. */
export function isForEngine(dbms: string | undefined, engine: Engine): boolean {
  return databasesOf(dbms, engine).length > 0;
}

/** The one database of a kind with several that this is for, as `mysql` and not `mariadb`; undefined where it is for all. */
export function onlyDatabaseOf(dbms: string | undefined, engine: Engine): string | undefined {
  const [database, ...others] = databasesOf(dbms, engine);
  return others.length > 0 || NAMES[engine].length === 1 ? undefined : database;
}

function databasesOf(dbms: string | undefined, engine: Engine): readonly string[] {
  const names = (dbms ?? "").split(",").map((name) => name.trim().toLowerCase());
  const wanted = new Set(names.filter((name) => name !== "" && !name.startsWith("!")));
  const unwanted = new Set(names.filter((name) => name.startsWith("!")).map((name) => name.slice(1)));
  const isMeant = (name: string): boolean => wanted.size === 0 || wanted.has("all") || wanted.has(name);
  return NAMES[engine].filter((name) => isMeant(name) && !unwanted.has(name) && !unwanted.has("all"));
}
