import { PeerFault } from "../peer-fault.ts";
import { describeSize } from "./size.ts";

/** How far an answer had come when it broke off. */
export interface AnswerProgress {
  /** The connection had been kept from an earlier probe. */
  readonly isKept: boolean;
  /** Bytes came. */
  readonly hasBegun: boolean;
  readonly hasHeaders: boolean;
}

const IDLE = "the connection was kept from an earlier probe: the service closes idle ones before the prober does";

/** The peer's fault that undici says too little or something else about; any other error as it is. */
export function explainHttp1Error(error: unknown, progress: AnswerProgress, headersLimit: number): unknown {
  if (!(error instanceof Error) || !("code" in error)) return error;
  const fault = (observed: string, likelyCause?: string): PeerFault =>
    new PeerFault(observed, likelyCause, { cause: error });
  switch (error.code) {
    case "UND_ERR_HEADERS_OVERFLOW":
      return fault(`headers larger than ${describeSize(headersLimit)} (limits.headers)`);
    case "UND_ERR_RES_CONTENT_LENGTH_MISMATCH":
      // Said of headers that its parser refuses, too, whenever they name a length.
      return progress.hasHeaders
        ? error
        : fault("an answer that is not HTTP (Content-Length twice, beside chunks, or out of range)");
    case "UND_ERR_SOCKET":
      if (error.message === "bad upgrade") return fault("an upgrade to another protocol (101), unasked");
      if (error.message === "bad response") return fault("an interim answer (100), unasked");
      break;
    case "ERR_ASSERTION":
      return fault("an answer that is not HTTP (out of order)");
  }
  const isClosed = error.code === "UND_ERR_SOCKET" || error.code === "ECONNRESET" || error.code === "EPIPE";
  if (isClosed && progress.isKept && !progress.hasBegun) return fault("connection closed before an answer", IDLE);
  return error;
}
