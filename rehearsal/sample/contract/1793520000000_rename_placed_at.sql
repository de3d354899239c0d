-- Up Migration
ALTER TABLE orders RENAME COLUMN placed_at TO ordered_at;

-- Down Migration
ALTER TABLE orders RENAME COLUMN ordered_at TO placed_at;
