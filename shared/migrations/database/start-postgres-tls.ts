import { once } from "node:events";
import { isIP } from "node:net";
import { connect, type TLSSocket } from "node:tls";
import { DatabaseError } from "./database-error.ts";
import type { FreshConnection } from "./login.ts";
import { receive } from "./receive.ts";
import { showText } from "./show-text.ts";

// Its own length, and a version of the protocol that does not exist.
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]);

/**
 * Asks a PostgreSQL server for TLS. Done here and not by the driver, so that all that the driver reads comes through one
 * guarded stream.
 * @throws {DatabaseError} where it refuses, or answers more than the one byte: somebody else could have added that
 * @throws Node's error where its certificate is not good
 */
export async function startPostgresTls({ socket, settings, ca, signal }: FreshConnection): Promise<TLSSocket> {
  socket.write(SSL_REQUEST);
  const answer = (await receive(socket, ({ length }) => length > 0)).toString("latin1");
  const server = `${settings.host}:${settings.port}`;
  if (answer === "N") {
    const how =
      "switch `ssl` on in the server; only on this machine itself can `tls: false` (in a URL, ?sslmode=disable) do without";
    throw new DatabaseError("tls", `${server} does not speak TLS: ${how}`);
  }
  if (answer !== "S") {
    const expected = 'expected "S" or "N" to the question for TLS';
    throw new DatabaseError(
      "protocol",
      `${server} does not answer as PostgreSQL does: ${expected}, received ${showText(answer)}`,
    );
  }
  const { host } = settings;
  const secure = connect({ socket, host, ...(isIP(host) === 0 && { servername: host }), ...(ca && { ca }) });
  await once(secure, "secureConnect", { signal });
  return secure;
}
