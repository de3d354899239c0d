import type { DatabaseErrorKind } from "./database-error.ts";

/** What PostgreSQL's SQLSTATEs mean here (PostgreSQL documentation, appendix A); two letters stand for a whole class. */
export const SQLSTATE_KINDS: Readonly<Record<string, DatabaseErrorKind>> = {
  "28": "authentication",
  "3D000": "unknown-database",
  "3F000": "no-table",
  "42P01": "no-table",
  "42501": "permission",
  "55P03": "locked",
  // A statement that is cancelled: statement_timeout.
  "57014": "timeout",
  "57P01": "refused",
  "57P02": "refused",
  "57P03": "refused",
  "53": "refused",
  "08": "protocol",
};

/** What the errors of MySQL and MariaDB mean here, by their numbers. */
export const ERRNO_KINDS: ReadonlyMap<number, DatabaseErrorKind> = new Map([
  [1045, "authentication"],
  [1130, "authentication"],
  [1251, "authentication"],
  [1524, "authentication"],
  [1698, "authentication"],
  [1862, "authentication"],
  [3118, "authentication"],
  [4151, "authentication"],
  [3159, "tls"],
  [1044, "permission"],
  [1142, "permission"],
  [1143, "permission"],
  [1227, "permission"],
  [1370, "permission"],
  [1049, "unknown-database"],
  [1146, "no-table"],
  // ER_LOCK_WAIT_TIMEOUT, ER_LOCK_NOWAIT.
  [1205, "locked"],
  [3572, "locked"],
  // MySQL's max_execution_time, MariaDB's max_statement_time.
  [3024, "timeout"],
  [1969, "timeout"],
  [1040, "refused"],
  [1053, "refused"],
  [1129, "refused"],
  [1203, "refused"],
  [1226, "refused"],
]);
