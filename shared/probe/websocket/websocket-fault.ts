import { describeSize } from "../http/size.ts";
import { PeerFault } from "../peer-fault.ts";
import { printable } from "../printable.ts";
import type { Upgrade } from "./websocket-options.ts";

const NOT_WEBSOCKET = "what listens on that port or path speaks no WebSocket, or a proxy before it does not pass it on";

/** What a peer did wrong, by the code of the error. */
const BROKEN: Readonly<Record<string, string>> = {
  WS_ERR_INVALID_UTF8: "a text message that is not UTF-8",
  WS_ERR_UNEXPECTED_MASK: "a masked frame, which only clients may send",
  WS_ERR_INVALID_CLOSE_CODE: "a close with a code that does not exist",
  WS_ERR_INVALID_CONTROL_PAYLOAD_LENGTH: "a control frame of more than 125 bytes",
  WS_ERR_TOO_MANY_BUFFERED_PARTS: "a message in too many parts",
};

/** The fault that `error`, raised by `ws`, its request or the socket, stands for. */
export function describeWebSocketError(error: Error, limits: Upgrade["limits"]): Error {
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  if (code === "WS_ERR_UNSUPPORTED_MESSAGE_LENGTH" || code === "WS_ERR_UNSUPPORTED_DATA_PAYLOAD_LENGTH") {
    return new PeerFault(`a message larger than ${describeSize(limits.message)}`, undefined, { cause: error });
  }
  if (code?.startsWith("WS_ERR_")) {
    const words = BROKEN[code] ?? `a broken frame (${printable(error.message)})`;
    return new PeerFault(words, undefined, { cause: error });
  }
  if (code === "HPE_HEADER_OVERFLOW") {
    return new PeerFault(`headers larger than ${describeSize(limits.headers)}`, undefined, { cause: error });
  }
  if (code?.startsWith("HPE_")) {
    return new PeerFault(`an answer that is not HTTP (${printable(error.message)})`, NOT_WEBSOCKET, { cause: error });
  }
  // Node says so of a connection that was closed in good order before an answer, with the code of one that was reset.
  if (error.message === "socket hang up") return new PeerFault("connection closed before a whole answer");
  // Inflating is zlib's, whose codes are its own.
  if (code?.startsWith("Z_")) return new PeerFault(`a message that does not decompress (${code})`);
  // Only what is wrong with the upgrade comes without a code.
  return code === undefined
    ? new PeerFault(`a broken upgrade (${printable(error.message)})`, NOT_WEBSOCKET, { cause: error })
    : error;
}
