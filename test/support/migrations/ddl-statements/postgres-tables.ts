import { postgres } from "./postgres-schema.ts";

const DAYS = {
  reads: [`SELECT day, line FROM days ORDER BY day`],
  star: [`SELECT * FROM days`],
  writes: [`UPDATE days SET line = 'ten' WHERE day = 10`],
};

/** What is done to a table as a whole, and new tables. */
export const POSTGRES_TABLES = [
  // The table as a whole.
  postgres(`ALTER TABLE users RENAME TO people`, "contract", "reads and writes"),
  postgres(`ALTER TABLE users SET SCHEMA extra`, "contract", "reads and writes"),
  postgres(`ALTER TABLE users OWNER TO green_role`, "contract", "reads and writes", {
    setup: [
      `ALTER TABLE orders DROP CONSTRAINT orders_user_id_fkey`,
      `REVOKE ALL ON users FROM blue_role`,
      `GRANT CREATE ON SCHEMA public TO blue_role`,
      `ALTER TABLE users OWNER TO blue_role`,
    ],
  }),
  postgres(`ALTER TABLE users ENABLE ROW LEVEL SECURITY`, "contract", "reads and writes"),
  postgres(`ALTER TABLE users FORCE ROW LEVEL SECURITY`, "contract", "reads and writes", {
    setup: [
      `GRANT CREATE ON SCHEMA public TO blue_role`,
      `ALTER TABLE users OWNER TO blue_role`,
      `ALTER TABLE users ENABLE ROW LEVEL SECURITY`,
    ],
  }),
  postgres(`ALTER TABLE users DISABLE ROW LEVEL SECURITY`, "warn", "nothing", {
    setup: [`ALTER TABLE users ENABLE ROW LEVEL SECURITY`, `CREATE POLICY everything ON users USING (true)`],
  }),
  postgres(`ALTER TABLE users SET (fillfactor = 70)`, "expand", "nothing"),
  postgres(`ALTER TABLE users CLUSTER ON users_age`, "expand", "nothing"),
  postgres(`ALTER TABLE notes SET UNLOGGED`, "warn", "nothing"),
  postgres(`ALTER TABLE users REPLICA IDENTITY FULL`, "expand", "nothing"),
  postgres(`ALTER TABLE users REPLICA IDENTITY NOTHING`, "contract", "writes", {
    setup: [`CREATE PUBLICATION everything FOR TABLE users`],
  }),
  postgres(`DROP TABLE orders CASCADE`, "contract", "reads and writes", {
    blue: { reads: [`SELECT total FROM orders WHERE id = 1`], writes: [`INSERT INTO orders (total) VALUES (1)`] },
  }),
  postgres(`DROP TABLE IF EXISTS public.orders, notes CASCADE`, "contract", "reads and writes", {
    blue: { reads: [`SELECT total FROM orders WHERE id = 1`], writes: [`INSERT INTO orders (total) VALUES (1)`] },
  }),

  // New tables.
  postgres(`CREATE TABLE pets (id serial PRIMARY KEY, name text NOT NULL UNIQUE)`, "expand", "nothing"),
  postgres(`CREATE TABLE IF NOT EXISTS pets (id int)`, "expand", "nothing"),
  postgres(`CREATE TABLE elders AS SELECT id, lower(email) AS email FROM users`, "expand", "nothing"),
  postgres(`SELECT id INTO elders FROM users`, "expand", "nothing"),
  postgres(`CREATE TEMPORARY TABLE pets (id int); DROP TABLE pets`, "expand", "nothing"),
  postgres(
    `CREATE TABLE pets (id int); ALTER TABLE pets ADD COLUMN name text NOT NULL; CREATE UNIQUE INDEX ON pets (name); ALTER TABLE pets RENAME TO dogs; ALTER TABLE dogs DROP COLUMN id`,
    "expand",
    "nothing",
  ),
  postgres(
    `CREATE TABLE IF NOT EXISTS users (id int); ALTER TABLE users DROP COLUMN age CASCADE`,
    "unknown",
    "reads and writes",
  ),
  postgres(`CREATE TABLE pets (id int, owner int REFERENCES users (id))`, "warn", "writes", {
    blue: { writes: [`DELETE FROM users WHERE id = (SELECT max(id) FROM users)`, `INSERT INTO users DEFAULT VALUES`] },
    green: [`INSERT INTO pets SELECT 1, max(id) FROM users`],
  }),
  postgres(`CREATE TABLE pets (id int, owner int REFERENCES users (id) ON DELETE CASCADE)`, "warn", "nothing", {
    blue: { writes: [`DELETE FROM users WHERE id = (SELECT max(id) FROM users)`, `INSERT INTO users DEFAULT VALUES`] },
    green: [`INSERT INTO pets SELECT 1, max(id) FROM users`],
  }),
  postgres(
    `CREATE TABLE pets (id int, owner int NOT NULL REFERENCES users (id) ON DELETE SET NULL)`,
    "warn",
    "writes",
    {
      blue: {
        writes: [`DELETE FROM users WHERE id = (SELECT max(id) FROM users)`, `INSERT INTO users DEFAULT VALUES`],
      },
      green: [`INSERT INTO pets SELECT 1, max(id) FROM users`],
    },
  ),
  postgres(`CREATE TABLE guests (since date) INHERITS (notes)`, "warn", "reads", {
    blue: { reads: [`SELECT line FROM notes WHERE line = 'green'`], star: [`SELECT * FROM notes`] },
    green: [`INSERT INTO guests VALUES ('green')`],
  }),
  postgres(`CREATE TABLE days_3 PARTITION OF days FOR VALUES FROM (20) TO (30)`, "expand", "nothing", { blue: DAYS }),
  postgres(`CREATE TABLE days_3 PARTITION OF days (CHECK (line <> 'late')) DEFAULT`, "contract", "writes", {
    setup: [`CREATE TABLE days_4 PARTITION OF days FOR VALUES FROM (90) TO (99)`],
    blue: {
      ...DAYS,
      writes: [
        `INSERT INTO days SELECT CASE count(*) WHEN 0 THEN 95 ELSE 40 END, 'late' FROM days WHERE line = 'late'`,
        `DELETE FROM days WHERE day > 95`,
      ],
      reads: [],
    },
  }),
  postgres(`ALTER TABLE days DETACH PARTITION days_2`, "contract", "reads", { breaks: "reads and writes", blue: DAYS }),
  postgres(`ALTER TABLE days ATTACH PARTITION later FOR VALUES FROM (30) TO (40)`, "contract", "writes", {
    setup: [`CREATE TABLE later (day int NOT NULL, line text)`],
    blue: { reads: [], star: [], writes: [`INSERT INTO later SELECT 30 + 20 * count(*), 'x' FROM later`] },
  }),
  postgres(`ALTER TABLE guests NO INHERIT notes`, "contract", "reads", {
    setup: [`CREATE TABLE guests () INHERITS (notes)`, `INSERT INTO guests VALUES ('guest')`],
    blue: { reads: [`SELECT line FROM notes WHERE line = 'guest'`] },
  }),
  postgres(`ALTER TABLE guests INHERIT notes`, "warn", "reads", {
    setup: [`CREATE TABLE guests (line text)`, `INSERT INTO guests VALUES ('guest')`],
    blue: { reads: [`SELECT line FROM notes WHERE line = 'guest'`] },
  }),
];
