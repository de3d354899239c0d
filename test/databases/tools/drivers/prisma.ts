import { formatUrl } from "../../support/test-database.ts";
import { formatTimestamp, type TestMigration } from "../test-migration.ts";
import { NO_LOCK, type ToolDriver } from "../tool-driver.ts";
import { runNode } from "./javascript.ts";

/**
 * Prisma 6 with its engine as WebAssembly, which comes with npm; the other one is downloaded. It knows PostgreSQL alone:
 * the adapter for MariaDB crashes.
 */
export const prisma: ToolDriver = {
  name: "prisma",
  tool: "prisma",
  engines: ["postgres"],
  path: "prisma/migrations",
  id: nameFolder,
  files: (migrations) => ({
    "prisma.config.mjs": `import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";

// The adapter does not know PostgreSQL's type "name", 19, in which its own engine asks for names. 25 is text.
class Pool extends pg.Pool {
  async query(...given) {
    const result = await super.query(...given);
    for (const field of result.fields ?? []) if (field.dataTypeID === 19) field.dataTypeID = 25;
    return result;
  }
}

// The engine waits 10 s for its lock at most, and leaves that timer running when it has it.
const { setTimeout } = globalThis;
globalThis.setTimeout = (work, ms, ...given) => {
  const timer = setTimeout(work, ms, ...given);
  return ms === 10_000 ? timer.unref() : timer;
};

export default {
  experimental: { adapter: true },
  engine: "js",
  schema: "prisma/schema.prisma",
  adapter: async () => new PrismaPg(new Pool({ connectionString: process.env.DATABASE_URL, idleTimeoutMillis: 1 })),
};
`,
    "prisma/schema.prisma": `datasource db {
  provider = "postgresql"
  url      = env("DATABASE_URL")
}
`,
    "prisma/migrations/migration_lock.toml": 'provider = "postgresql"\n',
    ...Object.fromEntries(
      migrations.map((migration) => [
        `prisma/migrations/${nameFolder(migration)}/migration.sql`,
        migration.statements.map((sql) => `${sql};\n`).join(""),
      ]),
    ),
  }),
  up: (database) => ({
    ...runNode("node_modules/prisma/build/index.js", "migrate", "deploy"),
    environment: {
      DATABASE_URL: formatUrl(database),
      // Any file that exists, or it downloads its engines, which it then does not use.
      PRISMA_QUERY_ENGINE_LIBRARY: process.execPath,
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      CHECKPOINT_DISABLE: "1",
    },
  }),
  marks: { failed: "failed", killed: "running" },
  lock: { postgres: { held: true, left: false }, mysql: NO_LOCK },
};

function nameFolder(migration: TestMigration): string {
  return `${formatTimestamp(migration)}_${migration.name}`;
}
