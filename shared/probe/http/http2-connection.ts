import { connect, type ClientHttp2Session, type ClientHttp2Stream, type OutgoingHttpHeaders } from "node:http2";
import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";
import type { Kept } from "../connections.ts";
import { openConnection } from "../open-connection.ts";
import { PeerFault } from "../peer-fault.ts";
import type { PhaseClock } from "../phases.ts";
import { printable } from "../printable.ts";
import { hostAndPort, type Target } from "../target.ts";
import { readTlsFacts, type TlsFacts } from "../tls/tls-facts.ts";
import { explainEnd } from "./http2-end.ts";
import { FrameReader } from "./http2-frame-reader.ts";
import { FrameWatch } from "./http2-frame-watch.ts";
import { Http2Tap } from "./http2-tap.ts";

/** How a connection for HTTP/2 is wanted. */
export interface Http2Settings {
  /** The host for which the probe asks, where it names one. Without a port. */
  readonly name: string | undefined;
  /** Bytes of all headers of one answer together. */
  readonly headersLimit: number;
}

const NO_H2 = "the port speaks HTTP/1.1 only over TLS";
/** Header fields of one answer: their size has a limit of its own. */
const MOST_HEADERS = 1_000;
/** Requests at once, until the peer says how many it takes. */
const MOST_STREAMS = 100;

/**
 * A connection on which HTTP/2 is spoken, by prior knowledge or, over TLS, by ALPN.
 * @throws {PeerFault} where the peer negotiates something else; what the resolver, the socket or TLS raised; or the reason
 * with which `signal` was aborted
 */
export async function openHttp2(
  target: Target,
  { name, headersLimit }: Http2Settings,
  clock: PhaseClock,
  signal: AbortSignal,
): Promise<Http2Connection> {
  try {
    const socket = await openConnection(target, { ...(name !== undefined && { name }), alpn: ["h2"] }, clock, signal);
    if (!(socket instanceof TLSSocket)) return new Http2Connection(target, socket, undefined, headersLimit);
    const tls = readTlsFacts(socket);
    if (tls.alpn === "h2") return new Http2Connection(target, socket, tls, headersLimit);
    socket.destroy();
    throw new PeerFault(`speaks no HTTP/2 (ALPN ${tls.alpn === undefined ? "none" : printable(tls.alpn)})`, NO_H2);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL")) {
      throw error;
    }
    throw new PeerFault("speaks no HTTP/2 (ALPN refused)", NO_H2, { cause: error });
  }
}

/** One session of HTTP/2, on which several requests may be under way. The peer is watched as long as it stands. */
export class Http2Connection implements Kept {
  readonly tls: TlsFacts | undefined;
  readonly headersLimit: number;
  readonly #watch: FrameWatch;
  readonly #reader: FrameReader;
  readonly #tap: Http2Tap;
  readonly #session: ClientHttp2Session;
  #fault: Error | undefined;
  #underWay = 1;
  #retired = false;

  constructor(target: Target, socket: Socket, tls: TlsFacts | undefined, headersLimit: number) {
    this.tls = tls;
    this.headersLimit = headersLimit;
    this.#watch = new FrameWatch(headersLimit);
    this.#reader = new FrameReader(this.#watch);
    this.#tap = new Http2Tap(socket, (chunk) => this.#reader.push(chunk));
    this.#tap.on("error", (error) => this.#end(error));
    this.#tap.on("close", () => this.#end());
    this.#session = connect(`${tls ? "https" : "http"}://${hostAndPort(target)}`, {
      createConnection: () => this.#tap,
      settings: { enablePush: false, maxHeaderListSize: headersLimit },
      maxHeaderListPairs: MOST_HEADERS,
    });
    this.#session.on("error", (error) => this.#end(error));
    this.#session.on("close", () => this.#end());
  }

  /** Whether other requests may follow. */
  get isOpen(): boolean {
    const { closed, destroyed } = this.#session;
    return !this.#retired && !closed && !destroyed && this.#watch.goAway === undefined;
  }

  /** Whether another request can be sent at once: beyond the peer's own limit it would wait for others. */
  get hasRoom(): boolean {
    return this.isOpen && this.#underWay < (this.#session.remoteSettings.maxConcurrentStreams ?? MOST_STREAMS);
  }

  /** Whether the peer has shown that it speaks HTTP/2. */
  get hasBegun(): boolean {
    return this.#reader.hasBegun;
  }

  get watch(): FrameWatch {
    return this.#watch;
  }

  /** What ended the connection, where it was an error. */
  get fault(): Error | undefined {
    return this.#fault;
  }

  /** Takes it for another request, which leaves it in the end: it is opened for its first. */
  enter(): void {
    this.#underWay += 1;
  }

  /**
   * Sends the headers of a request.
   * @throws {PeerFault} where the connection has ended already
   */
  begin(headers: OutgoingHttpHeaders, endStream: boolean): ClientHttp2Stream {
    if (this.#fault) throw this.#fault;
    if (this.#session.closed || this.#session.destroyed) throw explainEnd(this, {});
    const stream = this.#session.request(headers, { endStream });
    this.#watch.opened(stream.id ?? 0);
    return stream;
  }

  /**
   * A request is done with.
   * @param stream undefined where it was not even sent
   * @param keep whether another one may follow
   */
  leave(stream: ClientHttp2Stream | undefined, keep: boolean): void {
    stream?.destroy();
    this.#watch.closed(stream?.id ?? 0);
    this.#underWay -= 1;
    this.#retired ||= !keep || !this.isOpen;
    if (this.#retired && this.#underWay === 0) this.close();
  }

  close(): void {
    this.#retired = true;
    this.#end();
  }

  #end(fault?: Error): void {
    this.#fault ??= fault;
    if (!this.#session.destroyed) this.#session.destroy();
    this.#tap.destroy();
  }
}
