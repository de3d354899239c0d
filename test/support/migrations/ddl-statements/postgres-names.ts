import { postgres } from "./postgres-schema.ts";

/** What a name stands for: what looks like a table of the migration's own may be blue's, and the other way round. */
export const POSTGRES_NAMES = [
  // It is blue's.
  postgres(`CREATE TABLE "Users" (id int); ALTER TABLE users DROP COLUMN age CASCADE`, "contract", "reads and writes"),
  postgres(
    `CREATE TABLE "public.users" (id int); ALTER TABLE public.users DROP COLUMN age CASCADE`,
    "contract",
    "reads and writes",
  ),
  postgres(
    `CREATE TEMP TABLE users (age int); DISCARD TEMP; ALTER TABLE users DROP COLUMN age CASCADE`,
    "contract",
    "reads and writes",
  ),
  postgres(`CREATE TEMP VIEW adults AS SELECT 1; DISCARD TEMP; DROP VIEW adults`, "contract", "reads", {
    breaks: "reads and writes",
    blue: { reads: [`SELECT name FROM adults WHERE id = 1`], star: [], writes: [] },
  }),
  postgres(
    `BEGIN; SET LOCAL search_path = extra; CREATE TABLE users (age int); COMMIT; ALTER TABLE users DROP COLUMN age CASCADE`,
    "contract",
    "reads and writes",
  ),
  postgres(
    `SELECT set_config('SEARCH_PATH', 'extra', false); CREATE TABLE users (age int); RESET search_path; ALTER TABLE users DROP COLUMN age CASCADE`,
    "contract",
    "reads and writes",
  ),
  postgres(
    `SET ROLE green_role; CREATE TABLE users (age int); RESET ROLE; ALTER TABLE users DROP COLUMN age CASCADE`,
    "contract",
    "reads and writes",
    { setup: [`CREATE SCHEMA green_role AUTHORIZATION green_role`] },
  ),
  postgres(
    `SET SESSION AUTHORIZATION green_role; CREATE TABLE users (age int); RESET SESSION AUTHORIZATION; ALTER TABLE users DROP COLUMN age CASCADE`,
    "contract",
    "reads and writes",
    { setup: [`CREATE SCHEMA green_role AUTHORIZATION green_role`] },
  ),
  postgres(
    `SET search_path = public, pg_temp; CREATE TEMP TABLE users (age int); ALTER TABLE users DROP COLUMN age CASCADE`,
    "unknown",
    "reads and writes",
  ),

  // Blue takes it for its own.
  postgres(
    `CREATE SCHEMA blue_role; GRANT USAGE ON SCHEMA blue_role TO blue_role; CREATE TABLE blue_role.users (id int)`,
    "warn",
    "reads and writes",
  ),
  postgres(`CREATE TABLE extra.users (id int)`, "warn", "reads and writes", {
    setup: [`ALTER ROLE blue_role SET search_path = extra, public`],
  }),
  postgres(`CREATE VIEW extra.users AS SELECT 1 AS id`, "warn", "reads and writes", {
    setup: [`ALTER ROLE blue_role SET search_path = extra, public`],
  }),
  postgres(`CREATE SEQUENCE extra.tickets`, "warn", "reads", {
    setup: [`ALTER ROLE blue_role SET search_path = extra, public`],
    blue: { reads: [`SELECT nextval('tickets') > 0 AS has`], star: [], writes: [] },
  }),
  postgres(`CREATE FUNCTION extra.double(value text) RETURNS text LANGUAGE sql AS 'SELECT value'`, "warn", "reads", {
    setup: [`ALTER ROLE blue_role SET search_path = extra, public`],
    blue: { reads: [`SELECT double('1')`], star: [], writes: [] },
  }),
  postgres(`CREATE TABLE users_2 (id int); ALTER TABLE users_2 SET SCHEMA extra`, "warn", "nothing"),
];
