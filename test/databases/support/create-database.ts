import { randomBytes } from "node:crypto";
import { inject } from "vitest";
import type { Engine } from "../../../shared/migrations/tool.ts";
import { connectMariadb } from "./connect-mariadb.ts";
import { connectPostgres } from "./connect-postgres.ts";
import type { Connect } from "./connection.ts";
import "./provided-context.ts";
import type { DatabaseUser, TestDatabase } from "./test-database.ts";

interface Dialect {
  readonly connect: Connect;
  /** The administrator's, that make it and its users. */
  readonly create: (name: string, owner: DatabaseUser, reader: DatabaseUser) => readonly string[];
  /** The owner's, in it. */
  readonly share: (owner: string, reader: string) => readonly string[];
  readonly drop: (name: string, owner: string, reader: string) => readonly string[];
}

const DIALECTS: Readonly<Record<Engine, Dialect>> = {
  postgres: {
    connect: connectPostgres,
    create: (name, owner, reader) => [
      ...[owner, reader].map(({ user, password }) => `CREATE ROLE ${user} LOGIN PASSWORD '${password}'`),
      `CREATE DATABASE ${name} OWNER ${owner.user}`,
    ],
    share: (owner, reader) => [
      `ALTER DEFAULT PRIVILEGES FOR ROLE ${owner} GRANT USAGE ON SCHEMAS TO ${reader}`,
      `ALTER DEFAULT PRIVILEGES FOR ROLE ${owner} GRANT SELECT ON TABLES TO ${reader}`,
    ],
    drop: (name, owner, reader) => [`DROP DATABASE ${name} WITH (FORCE)`, `DROP ROLE ${owner}`, `DROP ROLE ${reader}`],
  },
  mysql: {
    connect: connectMariadb,
    create: (name, owner, reader) => [
      `CREATE DATABASE ${name}`,
      ...[owner, reader].map(({ user, password }) => `CREATE USER ${user} IDENTIFIED BY '${password}'`),
      ...[name, `${name}\\_%`].flatMap((pattern) => [
        `GRANT ALL PRIVILEGES ON \`${pattern}\`.* TO ${owner.user}`,
        `GRANT SELECT ON \`${pattern}\`.* TO ${reader.user}`,
      ]),
    ],
    share: () => [],
    drop: (name, owner, reader) => [`DROP DATABASE IF EXISTS ${name}`, `DROP USER ${owner}`, `DROP USER ${reader}`],
  },
};

/** Makes an empty database, with its owner and with a user who may only read. */
export async function createDatabase(engine: Engine): Promise<TestDatabase> {
  const { host, port, certificateAuthority, administrator } = inject(engine);
  const { connect, create, share, drop } = DIALECTS[engine];
  const id = randomBytes(6).toString("hex");
  const [name, owner, reader] = [`t${id}`, makeUser(`owner${id}`), makeUser(`reader${id}`)];
  const execute = async (user: DatabaseUser, database: string, statements: readonly string[]): Promise<void> => {
    const connection = await connect({ host, port, ...user, database });
    try {
      for (const statement of statements) await connection.query(statement);
    } finally {
      await connection.end();
    }
  };
  await execute(administrator, engine, create(name, owner, reader));
  await execute(owner, name, share(owner.user, reader.user));
  return {
    engine,
    host,
    port,
    name,
    certificateAuthority,
    owner,
    reader,
    execute: (...statements) => execute(owner, name, statements),
    [Symbol.asyncDispose]: () => execute(administrator, engine, drop(name, owner.user, reader.user)),
  };
}

function makeUser(user: string): DatabaseUser {
  return { user, password: randomBytes(16).toString("hex") };
}
