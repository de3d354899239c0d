import { Duplex } from "node:stream";
import type { Socket } from "node:net";
import { createServer, TLSSocket, type TlsOptions } from "node:tls";
import type { Target } from "../../../shared/probe/target.ts";
import { certificates, NAME } from "./certificates.ts";
import type { KeyPair } from "./self-signed.ts";
import { listen, startTcp, type RunningServer } from "./start-server.ts";

/** A server that speaks TLS with that certificate, and then does with the connection what it likes. */
export async function startTls(
  pair: KeyPair,
  options: TlsOptions = {},
  handle: (socket: TLSSocket) => void = (socket) => void socket.resume(),
  address = "127.0.0.1",
): Promise<RunningServer> {
  const server = createServer({ ...pair, ...options }, (socket) => {
    socket.on("error", () => undefined);
    handle(socket);
  });
  server.on("tlsClientError", () => undefined);
  return secured(await listen(server, address));
}

/** A server that shakes hands up to the first `bytes` of its part, or to what comes after it, and then does `then`. */
export async function startTlsUpTo(bytes: number | "end", then: (socket: Socket) => void): Promise<RunningServer> {
  const server = await startTcp((socket) => {
    let left = bytes === "end" ? Infinity : bytes;
    let flights = 0;
    const gate = new Duplex({
      read: () => undefined,
      write: (chunk: Buffer, _encoding, done) => {
        const part = chunk.subarray(0, left);
        if (left > 0) socket.write(part, () => void (left === 0 && then(socket)));
        left -= part.length;
        done();
      },
    });
    socket.on("data", (chunk) => {
      flights += 1;
      // With its second flight a client ends the handshake of TLS 1.3: session tickets would follow.
      if (bytes === "end" && flights === 2) left = 0;
      gate.push(chunk);
    });
    new TLSSocket(gate, { isServer: true, ...certificates.good() }).on("error", () => undefined);
  });
  return secured(server);
}

/** The same server, as one that must speak TLS for the zoo's name, with a certificate of the zoo's authority. */
export function secured(server: RunningServer, tls: Target["tls"] = {}): RunningServer {
  const settings = { serverName: NAME, ca: certificates.authority().cert, ...tls };
  return { ...server, target: { ...server.target, tls: settings } };
}
