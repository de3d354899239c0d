import { defineRows } from "./ddl-statement.ts";

/** What blue has before each statement. It logs in as `blue_role`, and is not the owner; `green_role` is another. */
export const POSTGRES_SCHEMA = [
  `CREATE TYPE mood AS ENUM ('calm', 'busy')`,
  `CREATE DOMAIN percent AS int DEFAULT 1 CHECK (VALUE <= 100)`,
  `CREATE TABLE users (id serial PRIMARY KEY, email text, name text NOT NULL DEFAULT 'nobody', age int,
     code text UNIQUE, mood mood, share percent, twice int GENERATED ALWAYS AS (age * 2) STORED)`,
  `CREATE TABLE orders (id serial PRIMARY KEY, user_id int REFERENCES users (id), total int NOT NULL DEFAULT 0)`,
  `CREATE TABLE notes (line text)`,
  `CREATE TABLE days (day int NOT NULL, line text) PARTITION BY RANGE (day)`,
  `CREATE TABLE days_1 PARTITION OF days FOR VALUES FROM (1) TO (10)`,
  `CREATE TABLE days_2 PARTITION OF days FOR VALUES FROM (10) TO (20)`,
  `CREATE VIEW adults AS SELECT id, name FROM users`,
  `CREATE MATERIALIZED VIEW totals AS SELECT count(*) AS total FROM orders`,
  `CREATE FUNCTION double(value text) RETURNS text LANGUAGE sql AS 'SELECT value || value'`,
  `CREATE SEQUENCE tickets`,
  `CREATE INDEX users_age ON users (age)`,
  `CREATE SCHEMA extra`,
  `CREATE TABLE extra.things (id int)`,
  `INSERT INTO users (email, age, code, mood) VALUES ('a@example.org', 30, 'a', 'calm'), ('b@example.org', 40, 'b', 'busy')`,
  `INSERT INTO orders (user_id, total) VALUES (1, 10)`,
  `INSERT INTO days VALUES (1, 'one'), (10, 'ten')`,
];

/** A row of a statement of PostgreSQL. Blue reads and writes `users`, where the row does not say otherwise. */
export const postgres = defineRows("postgres", {
  reads: [`SELECT id, email, name, age, code, mood, share, twice FROM users WHERE id = 1`],
  star: [`SELECT * FROM users WHERE id = 1`],
  writes: [
    `INSERT INTO users (email, age) VALUES ('blue@example.org', 50)`,
    `UPDATE users SET age = 30, mood = 'calm' WHERE id = 1`,
  ],
});
