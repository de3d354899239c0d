/**
 * Functions that PostgreSQL brings along and that change nothing: a migration may call them. Another function is
 * unknown: it may do whatever its owner wrote.
 */
export const HARMLESS_FUNCTIONS: ReadonlySet<string> = new Set(
  `abs age array_agg array_append array_length array_position array_remove array_to_string avg bool_and bool_or btrim
  ceil char_length chr clock_timestamp concat concat_ws count current_database current_schema current_schemas
  current_setting date_part date_trunc decode digest div encode extract floor format format_type gen_random_bytes
  gen_random_uuid generate_series initcap json_agg json_build_array json_build_object jsonb_agg jsonb_build_array
  jsonb_build_object jsonb_object_agg jsonb_set jsonb_strip_nulls lag lead left length lower lpad ltrim make_date max md5
  min mod now nullif obj_description octet_length overlay pg_advisory_lock pg_advisory_unlock pg_advisory_xact_lock
  pg_backend_pid pg_get_serial_sequence pg_try_advisory_lock position random rank regexp_match regexp_replace
  regexp_split_to_array repeat replace reverse right round row_number row_to_json rpad rtrim set_config sha256 split_part
  starts_with statement_timestamp string_agg string_to_array strpos substr substring sum timezone to_char to_date
  to_json to_jsonb to_number to_regclass to_timestamp to_tsvector transaction_timestamp translate trim trunc unnest upper
  uuid_generate_v4 uuidv4 uuidv7 version`.split(/\s+/),
);
