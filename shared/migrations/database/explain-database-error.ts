import { DatabaseError, type DatabaseErrorKind } from "./database-error.ts";
import type { DatabasePlace } from "./database-place.ts";
import { explainServerError } from "./explain-server-error.ts";
import { explainTlsError } from "./explain-tls-error.ts";
import { showText } from "./show-text.ts";

const NETWORK: Readonly<Record<string, readonly [DatabaseErrorKind, (server: string) => string]>> = {
  ECONNREFUSED: ["refused", (server) => `Nobody listens at ${server}: see that the port is right and the server runs`],
  ENOTFOUND: ["unreachable", (server) => `There is no host of the name of ${server}`],
  EAI_AGAIN: ["unreachable", (server) => `The name of ${server} cannot be looked up now`],
  ECONNRESET: ["unreachable", (server) => `${server} broke the connection off`],
  EPIPE: ["unreachable", (server) => `${server} broke the connection off`],
  PROTOCOL_CONNECTION_LOST: ["unreachable", (server) => `${server} broke the connection off`],
  ETIMEDOUT: ["unreachable", (server) => `${server} does not answer: see that a security group lets this through`],
  EHOSTUNREACH: ["unreachable", (server) => `There is no way to ${server}`],
  ENETUNREACH: ["unreachable", (server) => `There is no way to ${server}`],
  MYSQL_CLEAR_PASSWORD_NOT_ENABLED: [
    "authentication",
    (server) => `${server} wants the password in clear text, which it gets by TLS and for a token of IAM only`,
  ],
};
// pg has no codes for what it notices itself.
const PG_LOST = /^Connection terminated|Client has encountered a connection error|Client was closed/;
const PG_LOGIN = /^SASL|^Password/;

/** What went wrong with a database, in a sentence that says what to do, whatever the driver threw. */
export function explainDatabaseError(error: unknown, place: DatabasePlace): DatabaseError {
  if (error instanceof DatabaseError) return error;
  const { server, product } = place;
  if (!(error instanceof Error)) return new DatabaseError("failed", `Something went wrong with ${server}`);
  const code: unknown = "code" in error ? error.code : undefined;
  const errno: unknown = "errno" in error ? error.errno : undefined;
  if ("sqlMessage" in error && typeof errno === "number") {
    return explainServerError(place, errno, String(error.sqlMessage));
  }
  // What PostgreSQL sends has a severity, what Node throws has none.
  if ("severity" in error && typeof code === "string") {
    return explainServerError(place, code, error.message, "routine" in error ? error.routine : undefined);
  }
  const tls = explainTlsError(place, error, code);
  if (tls) return tls;
  const [kind, sentence] = NETWORK[PG_LOST.test(error.message) ? "ECONNRESET" : String(code)] ?? [];
  if (kind && sentence) return new DatabaseError(kind, sentence(server), { cause: error });
  const said = showText(error.message);
  if (PG_LOGIN.test(error.message)) {
    return new DatabaseError("authentication", `The login at ${server} failed: ${said}`);
  }
  return new DatabaseError("protocol", `${server} does not answer as ${product} does: ${said}`);
}
