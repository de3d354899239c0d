import type { Socket } from "node:net";
import { checkTls } from "./check-tls.ts";
import { connectSocket } from "./connect-socket.ts";
import { DatabaseError } from "./database-error.ts";
import { placeOf, type DatabasePlace } from "./database-place.ts";
import type { DatabaseSettings } from "./database-settings.ts";
import { explainDatabaseError } from "./explain-database-error.ts";
import type { DriverSession, Login } from "./login.ts";
import { DEFAULT_LIMITS, type SessionLimits } from "./session-limits.ts";
import type { DatabaseSession } from "./session.ts";
import { trustedAuthorities } from "./trusted-authorities.ts";
import { within } from "./within.ts";

/** A session that is to be closed. */
export interface OpenSession extends DatabaseSession, AsyncDisposable {}

/** What may be other than usual. */
export interface SessionOptions {
  readonly limits?: SessionLimits;
  /** Where the authorities of Amazon RDS are, in PEM form. */
  readonly authoritiesFile?: string;
}

const FAREWELL_MS = 500;

/**
 * Connects to a database and logs in, within its time. The connection is cut as soon as `signal` is aborted.
 * @throws {DatabaseError}
 * @throws what `settings.password` throws, and the signal's reason
 */
export async function openConnection(
  settings: DatabaseSettings,
  login: Login,
  { limits = DEFAULT_LIMITS, authoritiesFile }: SessionOptions,
  signal: AbortSignal,
): Promise<OpenSession> {
  signal.throwIfAborted();
  checkTls(settings);
  const password = typeof settings.password === "string" ? settings.password : await settings.password();
  const place = placeOf(settings, password);
  const ca = await trustedAuthorities(settings, authoritiesFile);

  const over = new AbortController();
  let socket: Socket | undefined;
  const cut = (error: Error): void => {
    over.abort(error);
    socket?.destroy();
  };
  const attempt = async <T>(
    work: () => Promise<T>,
    milliseconds: number,
    late: () => DatabaseError,
    signal: AbortSignal,
  ): Promise<T> => {
    try {
      return await within(work, { milliseconds, late, stop: cut }, signal);
    } catch (error) {
      signal.throwIfAborted();
      throw explainDatabaseError(error, place);
    }
  };
  const start = async (): Promise<DriverSession> => {
    socket = await connectSocket(settings.host, settings.port, over.signal);
    return login({ socket, settings, password, ca, limits, signal: over.signal });
  };
  let driver: DriverSession;
  try {
    driver = await attempt(start, limits.connect, () => describeLateLogin(place, limits, socket), signal);
  } catch (error) {
    cut(new Error("given up", { cause: error }));
    throw error;
  }

  const onAbort = (): void => cut(new Error("aborted", { cause: signal.reason }));
  signal.addEventListener("abort", onAbort, { once: true });
  const late = (): DatabaseError =>
    new DatabaseError("timeout", `${place.server} has not answered a question within ${limits.answer} ms`);
  return {
    engine: settings.engine,
    database: settings.database,
    query: (sql, parameters, signal) => attempt(() => driver.query(sql, parameters), limits.answer, late, signal),
    async [Symbol.asyncDispose]() {
      signal.removeEventListener("abort", onAbort);
      // A connection that is broken has nobody to say good-bye to.
      if (!over.signal.aborted) {
        await within(driver.end, { milliseconds: FAREWELL_MS, late, stop: cut }, over.signal).catch(() => undefined);
      }
      cut(new Error("closed"));
    },
  };
}

function describeLateLogin(
  { server }: DatabasePlace,
  { connect }: SessionLimits,
  socket: Socket | undefined,
): DatabaseError {
  return socket === undefined
    ? new DatabaseError(
        "unreachable",
        `${server} has not taken the connection within ${connect} ms: see that the address is right, and that a security group lets this through`,
      )
    : new DatabaseError("timeout", `${server} took the connection, and has not let us in within ${connect} ms`);
}
