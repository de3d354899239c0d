-- Up Migration
CREATE TABLE orders (
  id integer PRIMARY KEY,
  placed_at timestamptz NOT NULL
);
INSERT INTO orders VALUES (1, '2026-09-01 08:00:00Z'), (2, '2026-09-01 08:05:00Z');

-- Down Migration
DROP TABLE orders;
