import { constants, type ClientHttp2Stream } from "node:http2";
import { PeerFault } from "../peer-fault.ts";
import { printable } from "../printable.ts";
import type { Http2Connection } from "./http2-connection.ts";
import { describeHttp2Error, nameHttp2Error } from "./http2-error-code.ts";
import { headersTooLarge } from "./http2-headers.ts";

const { NGHTTP2_CANCEL, NGHTTP2_ENHANCE_YOUR_CALM, NGHTTP2_HTTP_1_1_REQUIRED, NGHTTP2_NO_ERROR } = constants;

/** A request that ended before its answer did. */
interface Ended {
  /** Its stream; undefined where it could not even be sent. */
  readonly stream?: ClientHttp2Stream;
  /** The content-length of its answer, where it has one. */
  readonly length?: number | undefined;
  /** What the library raised on it. */
  readonly error?: Error | undefined;
}

/** Why a request ended before its answer did: in the peer's own words, where it gave any. */
export function explainEnd(connection: Http2Connection, { stream, length, error }: Ended): Error {
  const { fault, watch, headersLimit } = connection;
  if (fault instanceof PeerFault) return fault;
  const id = stream?.id ?? 0;
  const reset = watch.resetCode(id);
  if (reset !== undefined) {
    const cause = reset === NGHTTP2_HTTP_1_1_REQUIRED ? "the service wants HTTP/1.1 for this" : undefined;
    return new PeerFault(`reset the request (RST_STREAM ${describeHttp2Error(reset)})`, cause);
  }
  if (watch.goAway) {
    const { code, text } = watch.goAway;
    const said = text === "" ? "" : `, "${text}"`;
    return new PeerFault(`closed the connection before a whole answer (GOAWAY ${describeHttp2Error(code)}${said})`);
  }
  // The library tells what is malformed from other breaches, but not in which way.
  const bytes = watch.bodyBytes(id);
  if (length !== undefined && (bytes > length || (bytes < length && watch.hasEnded(id)))) {
    return new PeerFault("a body of another length than its Content-Length");
  }
  if (fault && !isOfHttp2(fault)) return fault;
  const breach = [fault, error].find(isOfConnection);
  if (breach) return new PeerFault(`broke HTTP/2: ${printable(breach.message)}`, undefined, { cause: breach });
  // The peer did not reset it, so the library did, for what the peer had sent.
  const own = stream?.rstCode;
  if (own === NGHTTP2_ENHANCE_YOUR_CALM) return headersTooLarge(headersLimit);
  if (own !== undefined && own !== NGHTTP2_NO_ERROR && own !== NGHTTP2_CANCEL) {
    return new PeerFault(`broke HTTP/2: an answer that is malformed (${nameHttp2Error(own)})`);
  }
  if (connection.hasBegun) return new PeerFault("connection closed before a whole answer");
  return new PeerFault("connection closed without a frame of HTTP/2", "the port speaks another protocol");
}

function isOfHttp2(error: Error): boolean {
  return "code" in error && typeof error.code === "string" && error.code.startsWith("ERR_HTTP2");
}

/** Raised for what breaks the whole connection, and not one request alone. */
function isOfConnection(error: Error | undefined): error is Error {
  return error !== undefined && "code" in error && error.code === "ERR_HTTP2_ERROR";
}
