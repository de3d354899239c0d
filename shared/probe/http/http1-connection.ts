import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";
// Not all of undici, whose fetch, caches and mocks are four fifths of its bytes (docs/decisions/0005-part-of-undici.md).
import Client from "undici/lib/dispatcher/client.js";
import { hostName, openConnection } from "../open-connection.ts";
import { PeerFault } from "../peer-fault.ts";
import type { ProbeRun } from "../prober.ts";
import { readTlsFacts, type TlsFacts } from "../tls/tls-facts.ts";
import type { HttpProbe } from "./http-probe.ts";

/** Never connected to. By its scheme undici would replace a connection when another host is asked for over it. */
const ORIGIN = new URL("http://target");

/** One connection that speaks HTTP/1.1, to one address. It is never replaced by another behind the prober's back. */
export class Http1Connection {
  readonly socket: Socket;
  readonly client: Client;
  /** Answers that came over it: more than none where it was kept. */
  answers = 0;
  #tls: TlsFacts | undefined;

  constructor(socket: Socket, { sent }: HttpProbe) {
    this.socket = socket;
    let handedOver = false;
    this.client = new Client(ORIGIN, {
      pipelining: sent.keepAlive ? 1 : 0,
      maxHeaderSize: sent.limits.headers,
      // The probe has one clock, which is not rounded as theirs are.
      headersTimeout: 0,
      bodyTimeout: 0,
      allowH2: false,
      // Not at once: undici does not expect a connection before its connector has returned, and would wait for ever.
      connect: (_options, callback) =>
        queueMicrotask(() => {
          // Asked again, it would connect again: for ever, as the socket stays closed.
          if (handedOver || socket.destroyed) return callback(closedBefore(socket), null);
          handedOver = true;
          callback(null, socket);
        }),
    });
  }

  /** A new connection to the target: the caller closes it. */
  static async open(probe: HttpProbe, { target, clock }: ProbeRun, signal: AbortSignal): Promise<Http1Connection> {
    const { host } = probe.sent;
    const settings = { alpn: ["http/1.1"], ...(host !== undefined && { name: hostName(host) }) };
    return new Http1Connection(await openConnection(target, settings, clock, signal), probe);
  }

  /** What its handshake showed; undefined without TLS. */
  get tls(): TlsFacts | undefined {
    if (this.socket instanceof TLSSocket) this.#tls ??= readTlsFacts(this.socket);
    return this.#tls;
  }

  /** Whether it can be asked once more. */
  get isOpen(): boolean {
    return !this.socket.destroyed && this.socket.writable;
  }

  close(): void {
    this.socket.destroy();
  }
}

/** Why a request was not sent. Not with one of undici's own codes: it takes these for a reason to connect again. */
function closedBefore({ errored }: Socket): Error {
  const fault =
    errored?.message === "bad response" ? "an answer before it was asked" : "connection closed before the request";
  return new PeerFault(fault, undefined, { cause: errored });
}
