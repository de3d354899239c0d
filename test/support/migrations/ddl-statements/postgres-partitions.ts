import type { RowDetails } from "./ddl-statement.ts";
import { postgres } from "./postgres-schema.ts";

/** What blue writes goes to the default partition, until there is one of its own for it. */
const writing = (line: string): RowDetails => ({
  setup: [`CREATE TABLE days_rest PARTITION OF days DEFAULT`],
  blue: {
    reads: [],
    star: [],
    writes: [
      `INSERT INTO days VALUES (25, ${line})`,
      `INSERT INTO days VALUES (26, ${line})`,
      `DELETE FROM days WHERE day > 20`,
    ],
  },
});
const NEW = `CREATE TABLE days_3 PARTITION OF days FOR VALUES FROM (20) TO (30)`;
const ATTACH = `ALTER TABLE days ATTACH PARTITION days_3 FOR VALUES FROM (20) TO (30)`;
const REFUSE = `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''no''; END'`;
const TRIGGER = `CREATE TRIGGER refuse BEFORE INSERT ON days_3 FOR EACH ROW EXECUTE FUNCTION refuse()`;

/** A new partition is a new table, and blue writes into it. */
export const POSTGRES_PARTITIONS = [
  postgres(NEW, "expand", "nothing", writing(`'x'`)),
  postgres(`${NEW}; ALTER TABLE days_3 ALTER COLUMN line SET NOT NULL`, "contract", "writes", writing(`NULL`)),
  postgres(`${NEW}; ALTER TABLE days_3 ADD CHECK (line <> '')`, "contract", "writes", writing(`''`)),
  postgres(`${NEW}; CREATE UNIQUE INDEX ON days_3 (line)`, "contract", "writes", writing(`'x'`)),
  postgres(`${REFUSE}; ${NEW}; ${TRIGGER}`, "contract", "writes", writing(`'x'`)),
  postgres(`${NEW} PARTITION BY LIST (line)`, "contract", "writes", writing(`'x'`)),
  postgres(
    `${NEW} PARTITION BY LIST (line); CREATE TABLE days_3_y PARTITION OF days_3 FOR VALUES IN ('y')`,
    "contract",
    "writes",
    writing(`'x'`),
  ),
  postgres(
    `${NEW} PARTITION BY LIST (line); CREATE TABLE days_3_rest PARTITION OF days_3 DEFAULT`,
    "expand",
    "nothing",
    writing(`'x'`),
  ),
  postgres(
    `${NEW} PARTITION BY HASH (line); CREATE TABLE h0 PARTITION OF days_3 FOR VALUES WITH (MODULUS 2, REMAINDER 0); CREATE TABLE h1 PARTITION OF days_3 FOR VALUES WITH (MODULUS 2, REMAINDER 1)`,
    "expand",
    "nothing",
    writing(`'x'`),
  ),
  postgres(
    `CREATE TABLE weeks (day int NOT NULL, line text) PARTITION BY RANGE (day); CREATE TABLE weeks_1 PARTITION OF weeks DEFAULT; CREATE UNIQUE INDEX ON weeks_1 (day); DROP TABLE weeks_1`,
    "expand",
    "nothing",
  ),

  // Attached.
  postgres(`CREATE TABLE days_3 (LIKE days INCLUDING ALL); ${ATTACH}`, "warn", "nothing", writing(`'x'`)),
  postgres(`CREATE TABLE days_3 (LIKE days, CHECK (line <> '')); ${ATTACH}`, "contract", "writes", writing(`''`)),
  postgres(
    `CREATE TABLE days_3 (day int NOT NULL, line text NOT NULL); ${ATTACH}`,
    "contract",
    "writes",
    writing(`NULL`),
  ),
  postgres(
    `CREATE TABLE days_3 (LIKE days); CREATE UNIQUE INDEX ON days_3 (line); ${ATTACH}`,
    "contract",
    "writes",
    writing(`'x'`),
  ),
  postgres(`CREATE TABLE days_3 (LIKE days); ${REFUSE}; ${TRIGGER}; ${ATTACH}`, "contract", "writes", writing(`'x'`)),
  postgres(
    `CREATE TABLE days_3 (LIKE days); ${ATTACH}; ALTER TABLE days_3 ADD CHECK (line <> '')`,
    "contract",
    "writes",
    writing(`''`),
  ),
];
