-- Up Migration
-- Staging's PostgreSQL has this extension, and the sample's database has not.
CREATE EXTENSION pg_trgm;
CREATE INDEX order_notes_search ON order_notes USING gin (note gin_trgm_ops);

-- Down Migration
DROP INDEX order_notes_search;
DROP EXTENSION pg_trgm;
