/**
 * `unreachable` has no way to it, or nobody answers there; `refused` turns connections away; `authentication` does not know
 * the user or the password; `tls` cannot be talked to in private, or is another than it should be; `permission` lacks a
 * grant; `unknown-database` and `no-table` name what is not there; `locked` waited for another session; `timeout` took
 * longer than it may; `protocol` answered what no such database answers, or far too much; `failed` is every other error of
 * the database's own.
 */
export type DatabaseErrorKind =
  | "unreachable"
  | "refused"
  | "authentication"
  | "tls"
  | "permission"
  | "unknown-database"
  | "no-table"
  | "locked"
  | "timeout"
  | "protocol"
  | "failed";

/** A database that does not answer as it should: a sentence with its address and what to do, and never the password. */
export class DatabaseError extends Error {
  override readonly name = "DatabaseError";
  readonly kind: DatabaseErrorKind;

  constructor(kind: DatabaseErrorKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}
