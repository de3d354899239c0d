import { postgres } from "./postgres-schema.ts";

const UPSERT = { writes: [`INSERT INTO users (code) VALUES ('u') ON CONFLICT (code) DO UPDATE SET age = 1`] };

/** What is done to columns and constraints. */
export const POSTGRES_COLUMNS = [
  // Columns.
  postgres(`ALTER TABLE users ADD COLUMN city text`, "warn", "reads"),
  postgres(`ALTER TABLE users ADD COLUMN IF NOT EXISTS city text`, "warn", "reads"),
  postgres(`ALTER TABLE users ADD COLUMN city text NOT NULL DEFAULT 'x'`, "warn", "reads"),
  postgres(`ALTER TABLE users ADD COLUMN born timestamptz NOT NULL DEFAULT now()`, "warn", "reads"),
  postgres(`ALTER TABLE users ADD COLUMN number int GENERATED ALWAYS AS IDENTITY`, "warn", "reads"),
  postgres(`ALTER TABLE users ADD COLUMN lowered text GENERATED ALWAYS AS (lower(email)) STORED`, "warn", "reads"),
  postgres(
    `ALTER TABLE orders ADD COLUMN thousand int GENERATED ALWAYS AS (total * 1000) STORED`,
    "contract",
    "writes",
    {
      blue: {
        reads: [],
        star: [],
        writes: [`INSERT INTO orders (total) VALUES (3000000)`, `DELETE FROM orders WHERE total = 3000000`],
      },
    },
  ),
  postgres(`ALTER TABLE orders ADD COLUMN email text`, "warn", "reads", {
    blue: { reads: [`SELECT email FROM users JOIN orders ON users.id = orders.user_id`], star: [], writes: [] },
  }),
  postgres(
    `SELECT set_config('app.tenant', 't', false); ALTER TABLE users ADD COLUMN tenant text NOT NULL DEFAULT current_setting('app.tenant', true)`,
    "unknown",
    "reads and writes",
  ),
  postgres(`ALTER TABLE users ADD COLUMN most int DEFAULT 100 CHECK (age < most)`, "contract", "reads and writes", {
    breaks: "writes",
    blue: { writes: [`UPDATE users SET age = age + 30 WHERE id = 2`] },
  }),
  postgres(`ALTER TABLE users ADD COLUMN number serial`, "warn", "reads and writes"),
  postgres(`ALTER TABLE users ADD COLUMN city text UNIQUE`, "warn", "reads"),
  postgres(`ALTER TABLE users ADD COLUMN rank int CHECK (rank > 0)`, "warn", "reads"),
  postgres(`ALTER TABLE users ADD COLUMN kind text NOT NULL DEFAULT 'a' CHECK (kind IN ('a', 'b'))`, "warn", "reads"),
  postgres(`ALTER TABLE users ADD COLUMN boss int REFERENCES users (id)`, "warn", "reads"),
  postgres(`ALTER TABLE notes ADD COLUMN city text NOT NULL`, "contract", "reads and writes", {
    breaks: "writes",
    blue: {
      reads: [],
      star: [`SELECT * FROM notes`],
      // The table has to be empty for the statement to succeed.
      writes: [`INSERT INTO notes (line) VALUES ('x')`, `DELETE FROM notes`],
    },
  }),
  postgres(`ALTER TABLE users ADD COLUMN badge uuid UNIQUE DEFAULT gen_random_uuid()`, "warn", "reads"),
  postgres(`ALTER TABLE notes ADD COLUMN badge text UNIQUE DEFAULT 'x'`, "contract", "reads and writes", {
    breaks: "writes",
    blue: {
      reads: [],
      star: [`SELECT * FROM notes`],
      writes: [`INSERT INTO notes (line) VALUES ('x')`, `INSERT INTO notes (line) VALUES ('y')`, `DELETE FROM notes`],
    },
  }),
  postgres(
    `ALTER TABLE users ADD COLUMN rank int CHECK (rank IS NOT NULL OR age < 50)`,
    "contract",
    "reads and writes",
    {
      breaks: "writes",
      blue: { writes: [`UPDATE users SET age = age + 6 WHERE id = 2`] },
    },
  ),
  postgres(`ALTER TABLE users DROP COLUMN age CASCADE`, "contract", "reads and writes"),
  postgres(`ALTER TABLE users DROP COLUMN IF EXISTS age CASCADE`, "contract", "reads and writes"),
  postgres(`ALTER TABLE users RENAME COLUMN email TO mail`, "contract", "reads and writes"),
  postgres(`ALTER TABLE users ALTER COLUMN code TYPE varchar(100)`, "contract", "reads", {
    breaks: "reads and writes",
  }),
  postgres(`ALTER TABLE orders ALTER COLUMN total TYPE smallint`, "contract", "reads and writes", {
    blue: {
      reads: [`SELECT total FROM orders WHERE id = 1`],
      star: [],
      writes: [
        `INSERT INTO orders (total) SELECT 10000 * count(*) FROM orders`,
        `DELETE FROM orders WHERE total > 30000`,
        `INSERT INTO orders (total) VALUES (30000), (5), (6)`,
      ],
    },
  }),
  postgres(`ALTER TABLE notes ALTER COLUMN line TYPE int USING length(line)`, "contract", "reads and writes", {
    blue: {
      reads: [`SELECT line FROM notes LIMIT 1`],
      star: [],
      writes: [`INSERT INTO notes (line) VALUES ('x')`],
    },
  }),
  postgres(`ALTER TABLE users ALTER COLUMN email SET NOT NULL`, "contract", "writes", {
    blue: { writes: [`INSERT INTO users (email) SELECT CASE count(*) WHEN 2 THEN 'x' END FROM users`] },
  }),
  postgres(`ALTER TABLE users ALTER COLUMN name DROP NOT NULL`, "warn", "nothing"),
  postgres(`ALTER TABLE users ALTER COLUMN name DROP DEFAULT`, "contract", "writes"),
  postgres(`ALTER TABLE users ALTER COLUMN name SET DEFAULT NULL`, "contract", "writes"),
  postgres(`ALTER TABLE users ALTER COLUMN name SET DEFAULT 'somebody'`, "warn", "nothing"),
  postgres(`ALTER TABLE users ALTER COLUMN code SET DEFAULT 'x'`, "warn", "writes"),
  postgres(`ALTER TABLE users ALTER COLUMN age SET DEFAULT nextval('tickets')`, "warn", "nothing"),
  postgres(`ALTER TABLE users ALTER COLUMN twice DROP EXPRESSION`, "contract", "reads", {
    breaks: "reads and writes",
    blue: { reads: [`SELECT twice FROM users ORDER BY id DESC LIMIT 1`] },
    green: [`INSERT INTO users (age) VALUES (50)`],
  }),
  postgres(`ALTER TABLE users ALTER COLUMN email SET STATISTICS 100`, "expand", "nothing"),
  postgres(`ALTER TABLE users ALTER COLUMN email SET STORAGE EXTERNAL`, "expand", "nothing"),
  postgres(
    `ALTER TABLE orders ALTER COLUMN user_id SET NOT NULL, ALTER COLUMN user_id ADD GENERATED ALWAYS AS IDENTITY`,
    "contract",
    "writes",
    {
      blue: { reads: [], star: [], writes: [`INSERT INTO orders (user_id) VALUES (1)`] },
    },
  ),
  postgres(`ALTER TABLE orders ALTER COLUMN id DROP IDENTITY`, "contract", "writes", {
    setup: [
      `ALTER TABLE orders ALTER COLUMN id DROP DEFAULT`,
      `ALTER TABLE orders ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (START 10)`,
    ],
    blue: { reads: [], star: [], writes: [`INSERT INTO orders (total) VALUES (1)`] },
  }),
  postgres(`ALTER TABLE orders ALTER COLUMN id SET GENERATED ALWAYS`, "contract", "writes", {
    setup: [
      `ALTER TABLE orders ALTER COLUMN id DROP DEFAULT`,
      `ALTER TABLE orders ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY`,
    ],
    blue: { reads: [], star: [], writes: [`INSERT INTO orders (id) SELECT max(id) + 1 FROM orders`] },
  }),

  // Several at once, and columns that the migration itself adds.
  postgres(`ALTER TABLE users ADD COLUMN city text, DROP COLUMN age CASCADE`, "contract", "reads and writes"),
  postgres(`ALTER TABLE users ADD COLUMN city text; CREATE UNIQUE INDEX ON users (city)`, "warn", "reads"),
  postgres(`ALTER TABLE users ADD COLUMN city text; UPDATE users SET city = 'x'`, "warn", "reads"),
  postgres(
    `ALTER TABLE users ADD COLUMN city int; ALTER TABLE users ADD FOREIGN KEY (city) REFERENCES orders (id)`,
    "warn",
    "reads",
  ),
  postgres(`ALTER TABLE users ADD COLUMN city text; ALTER TABLE users ADD CHECK (city <> '')`, "warn", "reads"),
  postgres(
    `ALTER TABLE users ADD COLUMN city text DEFAULT 'x'; ALTER TABLE users ALTER COLUMN city SET NOT NULL`,
    "warn",
    "reads",
  ),
  postgres(
    `ALTER TABLE users ADD COLUMN city text NOT NULL DEFAULT 'x'; ALTER TABLE users ALTER COLUMN city DROP DEFAULT`,
    "contract",
    "reads and writes",
    { breaks: "writes" },
  ),
  postgres(
    `ALTER TABLE users ADD COLUMN city text; UPDATE users SET city = 'x'; ALTER TABLE users ALTER COLUMN city SET NOT NULL`,
    "contract",
    "reads and writes",
    { breaks: "writes" },
  ),

  postgres(
    `ALTER TABLE users ADD COLUMN rank int; ALTER TABLE users ADD UNIQUE (rank); ALTER TABLE users ALTER COLUMN rank SET DEFAULT 0`,
    "contract",
    "reads and writes",
    { breaks: "writes" },
  ),
  postgres(
    `ALTER TABLE users ADD COLUMN rank int; ALTER TABLE public.users ALTER COLUMN rank SET DEFAULT 0; CREATE UNIQUE INDEX users_rank ON users (rank)`,
    "contract",
    "reads and writes",
    { breaks: "writes" },
  ),
  postgres(
    `ALTER TABLE users ADD COLUMN rank int CHECK (rank > 0); ALTER TABLE users ALTER COLUMN rank SET DEFAULT 0`,
    "contract",
    "reads and writes",
    { breaks: "writes" },
  ),
  postgres(
    `ALTER TABLE users ADD COLUMN kind text CHECK (kind IN ('a', 'b')); ALTER TABLE users ALTER COLUMN kind SET DEFAULT 'a'`,
    "warn",
    "reads",
  ),
  postgres(
    `CREATE SEQUENCE counters; ALTER TABLE users ALTER COLUMN age SET DEFAULT nextval('counters')`,
    "warn",
    "writes",
    {
      blue: { writes: [`INSERT INTO users (email) VALUES ('blue@example.org')`] },
    },
  ),

  // Constraints.
  postgres(`ALTER TABLE users ADD CHECK (age < 60)`, "contract", "writes", {
    blue: { writes: [`UPDATE users SET age = age + 10 WHERE id = 2`] },
  }),
  postgres(`ALTER TABLE users ADD CONSTRAINT young CHECK (age < 50) NOT VALID`, "contract", "writes"),
  postgres(`ALTER TABLE users ADD UNIQUE (email)`, "contract", "writes"),
  postgres(`ALTER TABLE notes ADD PRIMARY KEY (line)`, "contract", "writes", {
    blue: { writes: [`INSERT INTO notes VALUES ('x')`] },
  }),
  postgres(`ALTER TABLE notes ADD CONSTRAINT others EXCLUDE (line WITH =)`, "contract", "writes", {
    blue: { writes: [`INSERT INTO notes VALUES ('x')`] },
  }),
  postgres(`ALTER TABLE orders ADD FOREIGN KEY (total) REFERENCES users (id) NOT VALID`, "contract", "writes", {
    blue: { writes: [`INSERT INTO orders (total) VALUES (99)`] },
  }),
  postgres(`ALTER TABLE users ADD CONSTRAINT users_email_key UNIQUE USING INDEX users_email`, "expand", "nothing", {
    setup: [`CREATE UNIQUE INDEX users_email ON users (email)`],
    blue: { writes: [`INSERT INTO users (email) VALUES ('c') ON CONFLICT (email) DO NOTHING`] },
  }),
  postgres(`ALTER TABLE users ADD UNIQUE USING INDEX users_email DEFERRABLE`, "contract", "writes", {
    setup: [`CREATE UNIQUE INDEX users_email ON users (email)`],
    blue: { writes: [`INSERT INTO users (email) VALUES ('c') ON CONFLICT (email) DO NOTHING`] },
  }),
  postgres(`ALTER TABLE users VALIDATE CONSTRAINT old`, "expand", "nothing", {
    setup: [`ALTER TABLE users ADD CONSTRAINT old CHECK (age < 200) NOT VALID`],
  }),
  postgres(`ALTER TABLE users DROP CONSTRAINT users_code_key`, "contract", "writes", { blue: UPSERT }),
  postgres(`ALTER TABLE users DROP CONSTRAINT only_once`, "warn", "writes", {
    setup: [`ALTER TABLE users RENAME CONSTRAINT users_code_key TO only_once`],
    blue: UPSERT,
  }),
  postgres(`ALTER TABLE orders DROP CONSTRAINT orders_user_id_fkey`, "warn", "nothing"),
  postgres(`ALTER TABLE users RENAME CONSTRAINT users_code_key TO only_once`, "warn", "writes", {
    blue: { writes: [`INSERT INTO users (code) VALUES ('u') ON CONFLICT ON CONSTRAINT users_code_key DO NOTHING`] },
  }),
  postgres(`ALTER TABLE orders ALTER CONSTRAINT orders_user_id_fkey DEFERRABLE`, "warn", "nothing"),
];
