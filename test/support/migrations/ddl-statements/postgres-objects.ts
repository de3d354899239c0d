import { postgres } from "./postgres-schema.ts";

const ADULTS = { reads: [`SELECT id, name FROM adults WHERE id = 1`], star: [`SELECT * FROM adults`], writes: [] };
const CALLS = { reads: [`SELECT double('1')`], star: [], writes: [] };
const UPSERT = { writes: [`INSERT INTO users (code) VALUES ('u') ON CONFLICT (code) DO UPDATE SET age = 1`] };

const LONG = {
  writes: [
    `INSERT INTO users (email) SELECT string_agg(md5(i::text), '') FROM generate_series(1, 600) AS i`,
    `DELETE FROM users WHERE length(email) > 1000`,
  ],
};

/** Indexes, views, types, programs and privileges. */
export const POSTGRES_OBJECTS = [
  // Indexes.
  postgres(`CREATE INDEX CONCURRENTLY users_email ON users (email)`, "warn", "writes", { blue: LONG }),
  postgres(`CREATE INDEX CONCURRENTLY users_email ON users USING hash (email)`, "expand", "nothing", { blue: LONG }),
  postgres(`CREATE INDEX users_email ON users (email)`, "warn", "nothing"),
  postgres(`CREATE INDEX CONCURRENTLY users_number ON users ((email::int))`, "warn", "writes", {
    setup: [`UPDATE users SET email = '1'`],
    blue: {
      writes: [`INSERT INTO users (email) SELECT CASE count(*) WHEN 2 THEN '1' ELSE 'x' END FROM users`],
      reads: [],
    },
  }),
  postgres(`CREATE UNIQUE INDEX CONCURRENTLY users_email ON users (email)`, "contract", "writes"),
  postgres(`CREATE UNIQUE INDEX users_email ON users (lower(email))`, "contract", "writes"),
  postgres(`DROP INDEX users_code_key`, "contract", "writes", {
    setup: [`ALTER TABLE users DROP CONSTRAINT users_code_key`, `CREATE UNIQUE INDEX users_code_key ON users (code)`],
    blue: UPSERT,
  }),
  postgres(
    `CREATE TABLE extra.pets (id int); CREATE INDEX users_code_key ON extra.pets (id); DROP INDEX users_code_key`,
    "contract",
    "writes",
    {
      setup: [`ALTER TABLE users DROP CONSTRAINT users_code_key`, `CREATE UNIQUE INDEX users_code_key ON users (code)`],
      blue: UPSERT,
    },
  ),
  postgres(`DROP INDEX CONCURRENTLY users_once`, "warn", "writes", {
    setup: [`ALTER TABLE users DROP CONSTRAINT users_code_key`, `CREATE UNIQUE INDEX users_once ON users (code)`],
    blue: UPSERT,
  }),
  postgres(`ALTER INDEX users_age RENAME TO users_by_age`, "warn", "nothing"),
  postgres(`REINDEX INDEX CONCURRENTLY users_age`, "expand", "nothing"),
  postgres(`REINDEX TABLE users`, "warn", "nothing"),

  // Views.
  postgres(`CREATE VIEW children AS SELECT id FROM users`, "expand", "nothing"),
  postgres(`CREATE OR REPLACE VIEW adults AS SELECT id, name, age FROM users`, "warn", "reads", { blue: ADULTS }),
  postgres(`CREATE MATERIALIZED VIEW ages AS SELECT max(age) FROM users`, "expand", "nothing"),
  postgres(`REFRESH MATERIALIZED VIEW totals WITH NO DATA`, "contract", "reads", {
    blue: { reads: [`SELECT total FROM totals`] },
  }),
  postgres(`REFRESH MATERIALIZED VIEW totals`, "warn", "nothing"),
  postgres(`DROP VIEW adults`, "contract", "reads", { breaks: "reads and writes", blue: ADULTS }),
  postgres(`ALTER VIEW adults RENAME TO grown`, "contract", "reads", { breaks: "reads and writes", blue: ADULTS }),
  postgres(`ALTER VIEW adults SET (security_invoker = true)`, "contract", "reads", {
    breaks: "reads and writes",
    setup: [`REVOKE ALL ON users FROM blue_role`],
    blue: ADULTS,
  }),
  postgres(`CREATE VIEW kids AS SELECT 1; DROP VIEW kids`, "expand", "nothing"),
  postgres(`CREATE VIEW people AS SELECT * FROM orders; DELETE FROM people`, "contract", "reads", {
    blue: { reads: [`SELECT total FROM orders WHERE id = 1`] },
  }),
  postgres(
    `CREATE TABLE pets (id int, name text); CREATE OR REPLACE VIEW adults AS SELECT id, name FROM pets; DROP TABLE pets CASCADE`,
    "unknown",
    "reads",
    { blue: ADULTS },
  ),
  postgres(`CREATE RULE silent AS ON INSERT TO users DO INSTEAD NOTHING`, "contract", "writes", {
    breaks: "reads and writes",
    blue: { writes: [`INSERT INTO users (email) VALUES ('x') RETURNING id`] },
  }),

  // Types, domains, sequences, schemas, extensions.
  postgres(`CREATE TYPE colour AS ENUM ('red')`, "expand", "nothing"),
  postgres(`CREATE DOMAIN short AS text CHECK (length(VALUE) < 9)`, "expand", "nothing"),
  postgres(`ALTER TYPE mood ADD VALUE 'tired'`, "warn", "nothing"),
  postgres(`ALTER TYPE mood RENAME VALUE 'calm' TO 'quiet'`, "contract", "reads and writes", {
    blue: { reads: [`SELECT id FROM users WHERE mood = 'calm' AND id = 1`] },
  }),
  postgres(`ALTER TYPE mood RENAME TO temper`, "contract", "reads", {
    breaks: "reads and writes",
    blue: { reads: [`SELECT id FROM users WHERE mood = 'calm'::mood AND id = 1`] },
  }),
  postgres(`DROP TYPE mood CASCADE`, "contract", "reads and writes"),
  postgres(`ALTER DOMAIN percent ADD CHECK (VALUE > 1) NOT VALID`, "contract", "writes"),
  postgres(`ALTER DOMAIN percent SET DEFAULT 2`, "warn", "nothing"),
  postgres(`ALTER DOMAIN percent SET NOT NULL`, "contract", "writes", {
    blue: {
      reads: [],
      star: [],
      writes: [`UPDATE users SET share = CASE share WHEN 2 THEN NULL ELSE share + 1 END WHERE id = 1`],
    },
  }),
  postgres(`CREATE SEQUENCE counters`, "expand", "nothing"),
  postgres(`CREATE TABLE pets (id int); ALTER SEQUENCE tickets OWNED BY pets.id; DROP TABLE pets`, "unknown", "reads", {
    blue: { reads: [`SELECT nextval('tickets') > 0 AS has`] },
  }),
  postgres(`ALTER SEQUENCE users_id_seq RESTART WITH 1`, "contract", "writes"),
  postgres(`ALTER SEQUENCE tickets INCREMENT BY 10`, "warn", "nothing"),
  postgres(`DROP SEQUENCE tickets`, "contract", "reads", {
    breaks: "reads and writes",
    blue: { reads: [`SELECT nextval('tickets') > 0 AS has`] },
  }),
  postgres(`SELECT setval('users_id_seq', 1)`, "warn", "writes"),
  postgres(`CREATE SCHEMA more`, "warn", "nothing"),
  postgres(
    `CREATE SCHEMA more; CREATE TABLE more.pets (id int); ALTER TABLE more.pets ADD name text NOT NULL`,
    "warn",
    "nothing",
  ),
  postgres(`DROP SCHEMA extra CASCADE`, "contract", "reads", {
    breaks: "reads and writes",
    blue: { reads: [`SELECT id FROM extra.things`] },
  }),
  postgres(`ALTER SCHEMA extra RENAME TO other`, "contract", "reads", {
    breaks: "reads and writes",
    blue: { reads: [`SELECT id FROM extra.things`] },
  }),
  postgres(`CREATE EXTENSION IF NOT EXISTS plpgsql`, "expand", "nothing"),
  postgres(`COMMENT ON TABLE users IS 'people'`, "expand", "nothing"),
  postgres(`CREATE STATISTICS ages ON age, name FROM users`, "expand", "nothing"),

  // Programs.
  postgres(`CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1'`, "expand", "nothing"),
  postgres(
    `CREATE FUNCTION double(value int) RETURNS int LANGUAGE sql AS 'SELECT value * 2'; CREATE FUNCTION double(value date) RETURNS int LANGUAGE sql AS 'SELECT 1'`,
    "warn",
    "nothing",
    { blue: CALLS },
  ),
  postgres(`CREATE FUNCTION half(value date) RETURNS int LANGUAGE sql AS 'SELECT 1'`, "warn", "reads", {
    setup: [`CREATE FUNCTION half(value int) RETURNS int LANGUAGE sql AS 'SELECT value / 2'`],
    blue: { ...CALLS, reads: [`SELECT half('2')`] },
  }),
  postgres(
    `CREATE OR REPLACE FUNCTION double(value text) RETURNS text LANGUAGE sql AS 'SELECT value'`,
    "warn",
    "reads",
    { blue: CALLS },
  ),
  postgres(`DROP FUNCTION double(text)`, "contract", "reads", { breaks: "reads and writes", blue: CALLS }),
  postgres(
    `CREATE FUNCTION double() RETURNS int LANGUAGE sql AS 'SELECT 2'; DROP FUNCTION double(text)`,
    "contract",
    "reads",
    { breaks: "reads and writes", blue: CALLS },
  ),
  postgres(`ALTER FUNCTION double(text) RENAME TO twice`, "contract", "reads", {
    breaks: "reads and writes",
    blue: CALLS,
  }),
  postgres(`ALTER FUNCTION double(text) STRICT`, "warn", "nothing", { blue: CALLS }),
  postgres(
    `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''no''; END'`,
    "expand",
    "nothing",
  ),
  postgres(
    `CREATE TRIGGER refuse BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION refuse()`,
    "contract",
    "writes",
    {
      setup: [`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''no''; END'`],
    },
  ),
  postgres(`DROP TRIGGER fill ON orders`, "contract", "writes", {
    setup: [
      `CREATE FUNCTION fill() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.total := 1; RETURN NEW; END'`,
      `CREATE TRIGGER fill BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION fill()`,
    ],
    blue: { writes: [`INSERT INTO orders (total) VALUES (NULL)`] },
  }),
  postgres(`ALTER TABLE orders DISABLE TRIGGER fill`, "contract", "writes", {
    setup: [
      `CREATE FUNCTION fill() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.total := 1; RETURN NEW; END'`,
      `CREATE TRIGGER fill BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION fill()`,
    ],
    blue: { writes: [`INSERT INTO orders (total) VALUES (NULL)`] },
  }),
  postgres(`DO $$ BEGIN DROP TABLE orders CASCADE; END $$`, "unknown", "reads", {
    blue: { reads: [`SELECT total FROM orders WHERE id = 1`] },
  }),
  postgres(`SELECT empty_users()`, "unknown", "reads", {
    setup: [`CREATE FUNCTION empty_users() RETURNS void LANGUAGE sql AS 'DELETE FROM orders; DELETE FROM users'`],
  }),
  postgres(`CALL tidy()`, "unknown", "nothing", {
    setup: [`CREATE PROCEDURE tidy() LANGUAGE sql AS 'SELECT 1'`],
  }),
  postgres(`PREPARE gone AS DELETE FROM orders; EXECUTE gone`, "unknown", "reads", {
    blue: { reads: [`SELECT total FROM orders WHERE id = 1`] },
  }),

  postgres(`PREPARE gone AS SELECT empty_users(); CREATE TABLE emptied AS EXECUTE gone`, "unknown", "reads", {
    setup: [
      `CREATE FUNCTION empty_users() RETURNS int LANGUAGE sql AS 'DELETE FROM orders; DELETE FROM users; SELECT 1'`,
    ],
  }),

  // Who may do what.
  postgres(`GRANT SELECT ON users TO PUBLIC`, "expand", "nothing"),
  postgres(`REVOKE INSERT, UPDATE ON users FROM blue_role`, "contract", "writes", { breaks: "reads and writes" }),
  postgres(`REVOKE ALL ON ALL TABLES IN SCHEMA public FROM blue_role`, "contract", "reads and writes"),
  postgres(`REVOKE USAGE ON SCHEMA extra FROM blue_role`, "contract", "reads", {
    breaks: "reads and writes",
    blue: { reads: [`SELECT id FROM extra.things`] },
  }),
  postgres(
    `CREATE FUNCTION hidden() RETURNS int LANGUAGE sql AS 'SELECT 1'; REVOKE ALL ON FUNCTION hidden FROM PUBLIC`,
    "expand",
    "nothing",
  ),
  postgres(`CREATE POLICY more ON users USING (true)`, "warn", "reads", {
    setup: [`ALTER TABLE users ENABLE ROW LEVEL SECURITY`, `CREATE POLICY young ON users USING (age < 35)`],
    blue: { reads: [`SELECT id FROM users WHERE id = 2`], writes: [] },
  }),
  postgres(`CREATE POLICY less ON users AS RESTRICTIVE USING (id = 2)`, "contract", "reads and writes", {
    setup: [`ALTER TABLE users ENABLE ROW LEVEL SECURITY`, `CREATE POLICY everything ON users USING (true)`],
  }),
  postgres(`DROP POLICY everything ON users`, "contract", "reads and writes", {
    setup: [`ALTER TABLE users ENABLE ROW LEVEL SECURITY`, `CREATE POLICY everything ON users USING (true)`],
  }),
  postgres(`ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC`, "expand", "nothing"),
  postgres(`CREATE PUBLICATION everything FOR TABLE notes`, "warn", "writes", {
    blue: { writes: [`UPDATE notes SET line = 'x'`] },
  }),
];
