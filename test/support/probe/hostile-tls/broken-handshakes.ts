import type { Socket } from "node:net";
import { certificates } from "../certificates.ts";
import { startTcp } from "../start-server.ts";
import { secured, startTls, startTlsUpTo } from "../start-tls.ts";
import { greeted, impatient, serving, type HostileTlsPeer } from "./hostile-tls-peer.ts";

const CLOSED = /does not speak TLS|fell over/;

/** How a peer goes away, stays silent or speaks something else. */
export const brokenHandshakes: readonly HostileTlsPeer[] = [
  serving("that says nothing", async () => secured(await startTcp((socket) => void socket.resume())), {
    probe: impatient,
    observed: /^no TLS handshake in 150 ms$/,
    likelyCause: /waits for something else, or the process hangs/,
  }),
  serving("that stalls in the middle", () => startTlsUpTo(200, () => undefined), {
    probe: impatient,
    observed: /^no TLS handshake in 150 ms$/,
    likelyCause: /the process hangs/,
  }),
  greeted("that drips a record", (socket) => drip(socket, Buffer.from([22, 3, 3, 64, 0, 2, 0, 63, 252])), {
    probe: impatient,
    observed: /^no TLS handshake in 150 ms$/,
    likelyCause: /the process hangs/,
  }),
  greeted("that speaks HTTP", (socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"), {
    observed: /^an answer that is not TLS \(ERR_SSL_WRONG_VERSION_NUMBER\)$/,
    likelyCause: /plain text/,
  }),
  serving("that says 220 first", async () => secured(await startTcp((socket) => socket.write("220 mail ESMTP\r\n"))), {
    observed: /^an answer that is not TLS \(ERR_SSL_WRONG_VERSION_NUMBER\)$/,
    likelyCause: /plain text/,
  }),
  greeted(
    "that sends garbage in a record",
    (socket) => socket.end(Buffer.from(`\u0016\u0003\u0003\0@${"A".repeat(64)}`)),
    {
      observed: /^a broken TLS handshake \(ERR_SSL_UNEXPECTED_MESSAGE\)$/,
      likelyCause: /something else than TLS/,
    },
  ),
  greeted("that floods with garbage", (socket) => socket.write(Buffer.alloc(16 * 1024 * 1024, 22)), {
    observed: /^(a broken TLS handshake|an answer that is not TLS) /,
    likelyCause: /TLS|plain text/,
  }),
  greeted("that resets when it is greeted", (socket) => socket.resetAndDestroy(), {
    observed: /^connection reset in the TLS handshake$/,
    likelyCause: CLOSED,
  }),
  greeted("that closes when it is greeted", (socket) => socket.end(), {
    observed: /^connection closed in the TLS handshake$/,
    likelyCause: CLOSED,
  }),
  serving("that resets in the middle", () => startTlsUpTo(200, (socket) => socket.resetAndDestroy()), {
    observed: /^connection reset in the TLS handshake$/,
    likelyCause: CLOSED,
  }),
  serving("that closes in the middle", () => startTlsUpTo(200, (socket) => socket.end()), {
    observed: /^connection closed in the TLS handshake$/,
    likelyCause: CLOSED,
  }),
  {
    ...serving("that floods after the handshake", () => startTls(certificates.good(), {}, flood), {
      observed: /^passed$/,
      likelyCause: /^none$/,
    }),
    kind: "passed",
  },
];

function drip(socket: Socket, head: Buffer): void {
  socket.write(head);
  const timer = setInterval(() => socket.write("x"), 10);
  socket.once("close", () => clearInterval(timer));
}

function flood(socket: Socket): void {
  const chunk = Buffer.alloc(64 * 1024);
  const more = (): void => {
    if (!socket.destroyed) socket.write(chunk, (error) => void (error || setImmediate(more)));
  };
  more();
}
