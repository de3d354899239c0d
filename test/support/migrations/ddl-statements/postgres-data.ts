import { postgres } from "./postgres-schema.ts";

/** Data, the connection, and what is done to the server. */
export const POSTGRES_DATA = [
  // Data.
  postgres(`INSERT INTO users (email) VALUES ('green@example.org')`, "warn", "nothing"),
  postgres(`INSERT INTO users (code, email) VALUES ('c', 'green@example.org')`, "warn", "writes", {
    blue: { writes: [`INSERT INTO users (code) VALUES ('c')`, `DELETE FROM users WHERE code = 'c' AND email IS NULL`] },
  }),
  postgres(`UPDATE users SET email = upper(email)`, "contract", "reads"),
  postgres(`DELETE FROM orders`, "contract", "reads", { blue: { reads: [`SELECT total FROM orders WHERE id = 1`] } }),
  postgres(`TRUNCATE users CASCADE`, "contract", "reads"),
  postgres(`WITH gone AS (DELETE FROM orders RETURNING id) SELECT count(*) FROM gone`, "contract", "reads", {
    breaks: "reads and writes",
    blue: { reads: [`SELECT total FROM orders WHERE id = 1`] },
  }),
  postgres(
    `MERGE INTO users USING (SELECT 1 AS id) AS new ON users.id = new.id WHEN MATCHED THEN UPDATE SET age = 1`,
    "contract",
    "reads",
  ),

  // The connection, and the upkeep.
  postgres(`SET lock_timeout = '5s'`, "expand", "nothing"),
  postgres(`SET search_path = extra; CREATE TABLE pets (id int)`, "warn", "nothing"),
  postgres(`SET search_path = public; CREATE TABLE pets (id int)`, "expand", "nothing"),
  postgres(`BEGIN; CREATE TABLE pets (id int); COMMIT`, "expand", "nothing"),
  postgres(`BEGIN; CREATE TABLE pets (id int); ROLLBACK`, "unknown", "nothing"),
  postgres(`SELECT pg_catalog.set_config('search_path', '', false)`, "expand", "nothing"),
  postgres(`VACUUM users`, "expand", "nothing"),
  postgres(`VACUUM FULL users`, "warn", "nothing"),
  postgres(`ANALYZE users`, "expand", "nothing"),
  postgres(`CLUSTER users USING users_age`, "warn", "nothing"),
  postgres(`BEGIN; LOCK TABLE users; COMMIT`, "warn", "nothing"),
  postgres(`NOTIFY news`, "warn", "nothing"),
  postgres(`ALTER DATABASE shop CONNECTION LIMIT 0`, "contract", "nothing", {
    breaks: "reads and writes",
    notProved: "the test gives its database a name of its own",
  }),
  postgres(`ALTER ROLE blue_role NOLOGIN`, "contract", "reads and writes"),
  postgres(`ALTER ROLE blue_role CONNECTION LIMIT 50`, "contract", "nothing", {
    breaks: "reads and writes",
    notProved: "it shows in the fifty-first log-in",
  }),
];
