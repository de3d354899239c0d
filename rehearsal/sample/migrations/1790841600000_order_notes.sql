-- Up Migration
CREATE TABLE order_notes (
  order_id integer NOT NULL,
  note text NOT NULL
);

-- Down Migration
DROP TABLE order_notes;
