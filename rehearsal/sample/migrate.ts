import { readdirSync, readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";

/**
 * The sample's migration tool, on a SQLite file: `node migrate.ts status` tells what is pending (exit code 1) or that
 * nothing is (0), and only reads; `node migrate.ts up [LAST]` applies what is pending, up to and with LAST.
 */
const folder = new URL("./migrations/", import.meta.url);
const [command, last] = process.argv.slice(2);
const file = process.env["DATABASE"];
if (!file || (command !== "status" && command !== "up")) {
  console.error("usage: DATABASE=FILE node migrate.ts status | up [LAST]");
  process.exit(2);
}

const database = new DatabaseSync(file, { readOnly: command === "status" });
const known = readdirSync(folder).sort();
const pending = known.filter((name) => !isApplied(name));

if (command === "up") {
  database.exec("CREATE TABLE IF NOT EXISTS schema_migrations (name TEXT PRIMARY KEY)");
  for (const name of pending.filter((each) => last === undefined || each <= last)) {
    database.exec(readFileSync(new URL(name, folder), "utf8"));
    database.prepare("INSERT INTO schema_migrations (name) VALUES (?)").run(name);
    console.log(`applied ${name}`);
  }
} else {
  for (const name of pending) console.log(`pending ${name}`);
  console.log(
    pending.length === 0 ? "the database is up to date" : `${pending.length} of ${known.length} migrations are pending`,
  );
  process.exitCode = pending.length === 0 ? 0 : 1;
}

function isApplied(name: string): boolean {
  const table = database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'schema_migrations'").get();
  return (
    table !== undefined && database.prepare("SELECT 1 FROM schema_migrations WHERE name = ?").get(name) !== undefined
  );
}
