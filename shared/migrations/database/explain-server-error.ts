import { DatabaseError, type DatabaseErrorKind } from "./database-error.ts";
import type { DatabasePlace } from "./database-place.ts";
import { ERRNO_KINDS, SQLSTATE_KINDS } from "./server-error-kinds.ts";
import { showText } from "./show-text.ts";

const CONCEALED = "***";

/** What in PostgreSQL's source gives the error of a table whose rows are not all shown to this user: check_enable_rls of rls.c. */
const ROW_SECURITY = "check_enable_rls";

/**
 * An error that the server itself gave, in a sentence that says what to do. It has no cause: what a server says is not to be
 * printed as it is, and may have the password in it.
 * @param routine of PostgreSQL's source, which does not change with the language of the message
 */
export function explainServerError(
  place: DatabasePlace,
  code: string | number,
  message: string,
  routine?: unknown,
): DatabaseError {
  const kind = typeof code === "number" ? ERRNO_KINDS.get(code) : kindOfSqlstate(code);
  const { password } = place;
  const said = showText(password === "" ? message : message.replaceAll(password, CONCEALED));
  const sentence = routine === ROW_SECURITY ? hidden(place) : SENTENCES[kind ?? "failed"](place);
  return new DatabaseError(kind ?? "failed", `${sentence}. It says ${said} (${code})`);
}

function kindOfSqlstate(sqlstate: string): DatabaseErrorKind | undefined {
  return SQLSTATE_KINDS[sqlstate] ?? SQLSTATE_KINDS[sqlstate.slice(0, 2)];
}

const hidden = ({ server, user, database }: DatabasePlace): string =>
  `Row-level security hides rows from the user ${user} in the database ${database} at ${server}, and what is hidden may be a lock: ` +
  "disable it on the tables of the migration tool, or give the user BYPASSRLS";

const SENTENCES: Readonly<Record<DatabaseErrorKind, (place: DatabasePlace) => string>> = {
  unreachable: ({ server }) => `${server} ended the connection`,
  refused: ({ server }) => `${server} takes no connection now`,
  authentication: ({ server, user }) =>
    `${server} does not let the user ${user} in: see that the user exists, and that the password, or the token of IAM, is its`,
  tls: ({ server }) => `${server} takes connections by TLS only: leave out \`tls: false\``,
  permission: ({ server, user, database }) =>
    `The user ${user} may not do that in the database ${database} at ${server}: grant it SELECT on what it is to read`,
  "unknown-database": ({ server, database }) => `${server} has no database ${database}`,
  "no-table": ({ server, database }) => `The database ${database} at ${server} has no such table`,
  locked: ({ server, database }) => `Another session holds a lock in the database ${database} at ${server}`,
  timeout: ({ server, database }) => `The database ${database} at ${server} took too long over a statement`,
  protocol: ({ server }) => `${server} does not understand what it is sent`,
  failed: ({ server, database }) => `The database ${database} at ${server} gave an error`,
};
