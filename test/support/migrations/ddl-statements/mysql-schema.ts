import { defineRows } from "./ddl-statement.ts";

/** What blue has before each statement. */
export const MYSQL_SCHEMA = [
  "CREATE TABLE users (id int AUTO_INCREMENT PRIMARY KEY, email varchar(100), name varchar(100) NOT NULL DEFAULT 'nobody', age int, code varchar(10), UNIQUE KEY code_unique (code))",
  "CREATE TABLE orders (id int AUTO_INCREMENT PRIMARY KEY, user_id int, total int NOT NULL DEFAULT 0, KEY by_user (user_id), CONSTRAINT orders_user FOREIGN KEY (user_id) REFERENCES users (id))",
  "CREATE TABLE notes (line varchar(100))",
  "CREATE TABLE days (day int NOT NULL, line varchar(10)) PARTITION BY RANGE (day) (PARTITION p1 VALUES LESS THAN (10), PARTITION p2 VALUES LESS THAN (20))",
  "CREATE VIEW adults AS SELECT id, name FROM users",
  "INSERT INTO users (email, age, code) VALUES ('a@example.org', 30, 'a'), ('b@example.org', 40, 'b')",
  "INSERT INTO orders (user_id, total) VALUES (1, 10)",
  "INSERT INTO days VALUES (1, 'one'), (10, 'ten')",
];

/** A row of a statement of MySQL and MariaDB. Blue reads and writes `users`, where the row does not say otherwise. */
export const mysql = defineRows("mysql", {
  reads: ["SELECT id, email, name, age, code FROM users WHERE id = 1"],
  star: ["SELECT * FROM users WHERE id = 1"],
  writes: [
    "INSERT INTO users (email, age) VALUES ('blue@example.org', 50)",
    "INSERT INTO users VALUES (NULL, 'blue@example.org', 'blue', 50, NULL)",
    "UPDATE users SET age = 30 WHERE id = 1",
  ],
});
