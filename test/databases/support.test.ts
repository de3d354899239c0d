import { describe, expect, test } from "vitest";
import { ENGINES } from "../../shared/migrations/tool.ts";
import { connectMariadb } from "./support/connect-mariadb.ts";
import { connectPostgres } from "./support/connect-postgres.ts";
import { createDatabase } from "./support/create-database.ts";

const CONNECT = { postgres: connectPostgres, mysql: connectMariadb };

describe.for(ENGINES)("a test's database on %s", (engine) => {
  test("its reader reads what its owner makes later, and writes nothing", async () => {
    await using database = await createDatabase(engine);
    await database.execute("CREATE TABLE animals (name varchar(20))", "INSERT INTO animals VALUES ('okapi')");
    const { host, port, name, reader } = database;
    const connection = await CONNECT[engine]({ host, port, ...reader, database: name });
    try {
      await expect(connection.query("SELECT name FROM animals")).resolves.toEqual([{ name: "okapi" }]);
      for (const write of [
        "INSERT INTO animals VALUES ('emu')",
        "DELETE FROM animals",
        "CREATE TABLE plants (id int)",
      ]) {
        await expect(connection.query(write)).rejects.toThrow(/denied/);
      }
    } finally {
      await connection.end();
    }
  });
});
