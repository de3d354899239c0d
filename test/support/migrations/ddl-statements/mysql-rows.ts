import { mysql } from "./mysql-schema.ts";

const ORDERS = {
  reads: ["SELECT total FROM orders WHERE id = 1"],
  star: [],
  writes: ["INSERT INTO orders (total) VALUES (5)"],
};
const NOTES = { reads: [], star: ["SELECT * FROM notes"], writes: ["INSERT INTO notes (line) VALUES ('x')"] };
const UPSERT = {
  reads: ["SELECT count(*) AS upserted FROM users WHERE code = 'u'"],
  writes: ["INSERT INTO users (code) VALUES ('u') ON DUPLICATE KEY UPDATE age = 1"],
};

export const MYSQL_ROWS = [
  // Columns.
  mysql("ALTER TABLE users ADD COLUMN city varchar(10)", "warn", "writes"),
  mysql("ALTER TABLE users ADD COLUMN IF NOT EXISTS city varchar(10) AFTER email", "warn", "writes"),
  mysql("ALTER TABLE `users` ADD `city` varchar(10) NOT NULL DEFAULT 'x' COMMENT 'a; b'", "warn", "writes"),
  mysql("ALTER TABLE users ADD city varchar(10) NOT NULL", "contract", "writes"),
  mysql("ALTER TABLE users ADD COLUMN number int NOT NULL DEFAULT 1, DROP COLUMN age", "contract", "reads and writes"),
  mysql("ALTER TABLE users ADD older int AS (age + 1) VIRTUAL", "warn", "writes"),
  mysql("ALTER TABLE users ADD city varchar(10); CREATE UNIQUE INDEX users_city ON users (city)", "warn", "writes"),
  mysql("ALTER TABLE users ADD city varchar(10); UPDATE users SET city = 'x'", "warn", "writes"),
  mysql(
    "ALTER TABLE users ADD city varchar(10); CREATE UNIQUE INDEX users_city ON users (city); ALTER TABLE users ALTER city SET DEFAULT 'x'",
    "contract",
    "writes",
  ),
  mysql(
    "ALTER TABLE users ADD city varchar(10); ALTER TABLE users ALTER CITY SET DEFAULT 'x'; CREATE UNIQUE INDEX users_city ON users (city)",
    "contract",
    "writes",
  ),
  mysql("ALTER TABLE users ADD most int DEFAULT 100 CHECK (age < most)", "contract", "writes", {
    blue: { writes: ["UPDATE users SET age = age + 30 WHERE id = 2"] },
  }),
  mysql("ALTER TABLE orders ADD thousand int GENERATED ALWAYS AS (total * 1000) STORED", "contract", "writes", {
    blue: {
      ...ORDERS,
      reads: [],
      writes: ["INSERT INTO orders (total) VALUES (3000000)", "DELETE FROM orders WHERE total = 3000000"],
    },
  }),
  mysql("ALTER TABLE orders ADD email varchar(10)", "warn", "reads", {
    blue: { reads: ["SELECT email FROM users JOIN orders ON users.id = orders.user_id"], star: [], writes: [] },
  }),
  mysql("ALTER TABLE users DROP COLUMN age", "contract", "reads and writes"),
  mysql("ALTER TABLE users RENAME COLUMN email TO mail", "contract", "reads and writes"),
  mysql("ALTER TABLE users CHANGE email mail varchar(100)", "contract", "reads and writes"),
  mysql("ALTER TABLE notes MODIFY line varchar(100) NOT NULL", "contract", "writes", {
    breaks: "reads and writes",
    blue: { ...NOTES, writes: ["INSERT INTO notes (line) VALUES (NULL)", "DELETE FROM notes WHERE line IS NULL"] },
  }),
  mysql("ALTER TABLE users ALTER COLUMN name DROP DEFAULT", "contract", "writes"),
  mysql("ALTER TABLE users ALTER name SET DEFAULT 'somebody'", "warn", "nothing"),
  mysql("ALTER TABLE users CONVERT TO CHARACTER SET utf8mb4", "unknown", "nothing"),
  mysql("ALTER TABLE users COMMENT = 'people'", "expand", "nothing"),
  mysql("ALTER TABLE users ENGINE = InnoDB", "warn", "nothing"),
  mysql("ALTER TABLE notes ENGINE = MyISAM", "unknown", "nothing"),

  // Constraints and indexes.
  mysql("ALTER TABLE users ADD INDEX by_age (age), ALGORITHM=INPLACE, LOCK=NONE", "expand", "nothing"),
  mysql("ALTER TABLE users ADD FULLTEXT KEY words (email)", "warn", "nothing"),
  mysql("ALTER TABLE notes ADD UNIQUE KEY once (line)", "contract", "writes", { blue: NOTES }),
  mysql("ALTER TABLE notes ADD CONSTRAINT once UNIQUE (line)", "contract", "writes", { blue: NOTES }),
  mysql("CREATE UNIQUE INDEX once ON notes (line)", "contract", "writes", { blue: NOTES }),
  mysql("CREATE INDEX by_email ON users (email(10))", "expand", "nothing"),
  mysql("ALTER TABLE users ADD CONSTRAINT young CHECK (age < 60)", "contract", "writes", {
    blue: { writes: ["UPDATE users SET age = age + 10 WHERE id = 2"] },
  }),
  mysql(
    "ALTER TABLE orders ADD CONSTRAINT total_user FOREIGN KEY (total) REFERENCES users (id)",
    "contract",
    "writes",
    {
      setup: ["DELETE FROM orders", "INSERT INTO orders (total) VALUES (1)"],
      blue: {
        ...ORDERS,
        reads: [],
        writes: ["INSERT INTO orders (total) VALUES (77)", "DELETE FROM orders WHERE total = 77"],
      },
    },
  ),
  mysql("ALTER TABLE notes ADD PRIMARY KEY (line)", "contract", "writes", { blue: NOTES }),
  mysql("ALTER TABLE users DROP INDEX code_unique", "contract", "reads", {
    breaks: "writes",
    blue: UPSERT,
    green: UPSERT.writes,
  }),
  mysql("DROP INDEX once ON users", "warn", "reads", {
    setup: ["ALTER TABLE users DROP INDEX code_unique", "CREATE UNIQUE INDEX once ON users (code)"],
    blue: UPSERT,
    green: UPSERT.writes,
  }),
  mysql("ALTER TABLE orders DROP FOREIGN KEY orders_user", "warn", "nothing"),

  // Tables.
  mysql("CREATE TABLE Users (id int); ALTER TABLE users DROP COLUMN age", "contract", "reads and writes"),
  mysql("CREATE TEMPORARY TABLE adults (id int); DROP VIEW adults", "contract", "reads", {
    breaks: "reads and writes",
    blue: { reads: ["SELECT name FROM adults WHERE id = 1"], star: [], writes: [] },
  }),
  mysql("CREATE TEMPORARY TABLE orders (id int); RENAME TABLE orders TO old_orders", "unknown", "nothing", {
    blue: ORDERS,
  }),
  mysql("CREATE VIEW people AS SELECT * FROM orders; DELETE FROM people", "contract", "reads", { blue: ORDERS }),
  mysql("RENAME TABLE users TO people", "contract", "reads and writes"),
  mysql("ALTER TABLE users RENAME TO people", "contract", "reads and writes"),
  mysql("DROP TABLE IF EXISTS orders", "contract", "reads and writes", { blue: ORDERS }),
  mysql("ALTER TABLE days DROP PARTITION p2", "contract", "reads", {
    blue: { reads: ["SELECT line FROM days WHERE day = 10"], star: [], writes: [] },
  }),
  mysql("ALTER TABLE days ADD PARTITION (PARTITION p3 VALUES LESS THAN (30))", "expand", "nothing"),
  mysql(
    "CREATE TABLE pets (id int AUTO_INCREMENT PRIMARY KEY, name varchar(10) NOT NULL, UNIQUE KEY (name)) ENGINE=InnoDB",
    "expand",
    "nothing",
  ),
  mysql(
    "CREATE TABLE pets (id int); ALTER TABLE pets ADD name varchar(9) NOT NULL; RENAME TABLE pets TO dogs; DROP TABLE dogs",
    "expand",
    "nothing",
  ),
  mysql(
    "CREATE TABLE pets (id int, owner int, CONSTRAINT pets_owner FOREIGN KEY (owner) REFERENCES users (id))",
    "warn",
    "writes",
    {
      blue: { writes: ["DELETE FROM users WHERE code = 'gone'", "INSERT INTO users (code) VALUES ('gone')"] },
      green: ["INSERT INTO pets SELECT 1, id FROM users WHERE code = 'gone'"],
    },
  ),
  mysql("DROP VIEW adults", "contract", "reads", {
    breaks: "reads and writes",
    blue: { reads: ["SELECT name FROM adults WHERE id = 1"], star: [], writes: [] },
  }),
  mysql("CREATE OR REPLACE VIEW adults AS SELECT id FROM users", "warn", "reads", {
    blue: { reads: ["SELECT name FROM adults WHERE id = 1"], star: [], writes: [] },
  }),
  mysql("CREATE TRIGGER refuse BEFORE INSERT ON notes FOR EACH ROW SET NEW.line = NULL", "contract", "writes", {
    setup: ["ALTER TABLE notes MODIFY line varchar(100) NOT NULL"],
    blue: NOTES,
  }),

  // Data, and the connection.
  mysql("INSERT INTO users (email) VALUES ('green@example.org')", "warn", "nothing"),
  mysql("REPLACE INTO users (id, email) VALUES (2, 'green@example.org')", "contract", "reads", {
    blue: { reads: ["SELECT email FROM users WHERE id = 2"] },
  }),
  mysql("UPDATE users SET email = upper(email)", "contract", "reads"),
  mysql("DELETE FROM orders", "contract", "reads", { blue: ORDERS }),
  mysql("TRUNCATE TABLE orders", "contract", "reads", { blue: ORDERS }),
  mysql("SET NAMES utf8mb4", "expand", "nothing"),
  mysql("SET FOREIGN_KEY_CHECKS = 0", "expand", "nothing"),
  mysql("/*!40101 SET SQL_MODE='' */", "expand", "nothing"),
  mysql("/*!50000 ALTER TABLE users DROP COLUMN age */", "unknown", "reads and writes"),
  mysql("CALL nothing()", "unknown", "nothing", { setup: ["CREATE PROCEDURE nothing() SELECT 1"] }),
  mysql("SELECT GET_LOCK('migrations', 1)", "expand", "nothing"),
  mysql("DROP PROCEDURE nothing", "contract", "reads", {
    breaks: "reads and writes",
    setup: ["CREATE PROCEDURE nothing() SELECT 1 AS one"],
    blue: { reads: ["CALL nothing()"] },
  }),
];
