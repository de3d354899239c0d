import type { ClientHttp2Stream, OutgoingHttpHeaders } from "node:http2";
import { PeerFault } from "../peer-fault.ts";
import type { PhaseClock } from "../phases.ts";
import type { Http2Connection } from "./http2-connection.ts";
import { receiveHttp2, type Http2Receiver } from "./http2-receive.ts";

/** A request, as it is put into frames. */
export interface Http2Request {
  /** With the pseudo-headers. */
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer | undefined;
  /** Keeps the connection where all went well. */
  readonly keep: boolean;
}

/**
 * Sends one request, for which `connection` was taken, and waits for the end of its answer. The connection is closed
 * afterwards, unless it is to be kept and all went well, or other requests are under way on it.
 * @throws {PeerFault} where the peer breaks the protocol or goes over a limit; what the socket or `receiver` raised; or the
 * reason with which `signal` was aborted
 */
export async function requestHttp2<Answer>(
  connection: Http2Connection,
  request: Http2Request,
  receiver: Http2Receiver<Answer>,
  clock: PhaseClock,
  signal: AbortSignal,
): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const stop = (): void => reject(signal.reason);
  signal.addEventListener("abort", stop, { once: true });
  let stream: ClientHttp2Stream | undefined;
  let keep = false;
  try {
    signal.throwIfAborted();
    clock.begin("request", (afterMs) => new PeerFault(`the body of the request not taken in ${afterMs} ms`));
    stream = connection.begin(request.headers, request.body === undefined);
    receiveHttp2(stream, connection, receiver, clock).then(resolve, reject);
    send(stream, connection, request.body, clock);
    const answer = await promise;
    clock.end("body");
    keep = request.keep;
    return answer;
  } finally {
    signal.removeEventListener("abort", stop);
    connection.leave(stream, keep);
  }
}

function send(
  stream: ClientHttp2Stream,
  connection: Http2Connection,
  body: Buffer | undefined,
  clock: PhaseClock,
): void {
  const sent = (): void => {
    // A peer may answer before it has taken the whole body.
    if (clock.current !== "request") return;
    clock.end("request");
    clock.begin("firstByte", (afterMs) => lateAnswer(connection, afterMs));
  };
  if (body) stream.end(body, sent);
  else sent();
}

function lateAnswer({ hasBegun }: Http2Connection, afterMs: number): PeerFault {
  if (hasBegun) return new PeerFault(`no answer in ${afterMs} ms`);
  return new PeerFault(
    `no answer in ${afterMs} ms, nor the SETTINGS with which HTTP/2 begins`,
    "the process hangs, or the port speaks another protocol",
  );
}
