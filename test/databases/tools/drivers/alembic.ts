import type { TestMigration } from "../test-migration.ts";
import { formatUrl } from "../../support/test-database.ts";
import { NO_LOCK, type ToolDriver } from "../tool-driver.ts";
import { quotePython, SYSTEM_PYTHON } from "./python.ts";

const DIALECTS = { postgres: "postgresql+psycopg2", mysql: "mysql+pymysql" };

export const alembic: ToolDriver = {
  name: "alembic",
  tool: "alembic",
  engines: ["postgres", "mysql"],
  needs: {
    probe: { file: SYSTEM_PYTHON, args: ["-c", "import alembic, psycopg2, pymysql"] },
    packages: ["alembic", "python3-psycopg2", "python3-pymysql"],
  },
  path: "migrations/versions",
  id: makeRevision,
  files: (migrations, database) => ({
    "alembic.ini": "[alembic]\nscript_location = migrations\n",
    "migrations/env.py": `from alembic import context
from sqlalchemy import create_engine

url = ${quotePython(formatUrl(database).replace(/^\w+/, DIALECTS[database.engine]))}
with create_engine(url).connect() as connection:
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
`,
    ...Object.fromEntries(
      migrations.map((migration, index) => [
        `migrations/versions/${makeRevision(migration)}_${migration.name}.py`,
        `"""${migration.name}"""
from alembic import op

revision = ${quotePython(makeRevision(migration))}
down_revision = ${migrations.slice(0, index).slice(-1).map(makeRevision).map(quotePython).join("") || "None"}
branch_labels = None
depends_on = None


def upgrade():
${migration.statements.map((sql) => `    op.execute(${quotePython(sql)})\n`).join("")}

def downgrade():
    pass
`,
      ]),
    ),
  }),
  up: () => ({ file: SYSTEM_PYTHON, args: ["-m", "alembic.config", "upgrade", "head"] }),
  // The table holds the last revision alone, and of one that green lacks nobody can say what it follows.
  ahead: ["unknown", "pending"],
  isGraph: true,
  lock: { postgres: NO_LOCK, mysql: NO_LOCK },
};

/** Not in the order of the alphabet: it says nothing here. */
function makeRevision({ number }: TestMigration): string {
  return ["", "f3a1c0de0001", "0b5e11ed0002", "c0ffee000003"][number] ?? "";
}
