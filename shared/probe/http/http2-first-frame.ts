import { PeerFault } from "../peer-fault.ts";
import { printable } from "../printable.ts";
import { FRAME_HEADER_BYTES, readFrameHeader } from "./http2-frame.ts";

const QUOTED = 40;
/** Alert and handshake, followed by the 3 of TLS's version. */
const TLS_RECORDS = ["\u0015\u0003", "\u0016\u0003"];

/**
 * Judges the first bytes of a peer: HTTP/2 begins with a frame SETTINGS.
 * @param bytes the header of its first frame, as far as it came
 * @param chunk what came last of it and what came with that, to be quoted
 * @throws {PeerFault} as soon as they cannot be that
 */
export function judgeFirstFrame(bytes: Buffer, chunk: Buffer): void {
  const text = bytes.toString("latin1");
  if (text.startsWith("HTTP/")) {
    const [line = ""] = chunk.toString("latin1").split("\r\n");
    throw new PeerFault(
      `speaks no HTTP/2: it answered in HTTP/1 (${printable(line)})`,
      "the port speaks HTTP/1.1 only, or HTTP/2 only over TLS",
    );
  }
  if (TLS_RECORDS.some((record) => text.startsWith(record))) {
    throw new PeerFault("speaks no HTTP/2: it answered in TLS", "the port speaks TLS, and is asked without");
  }
  if (bytes.length < FRAME_HEADER_BYTES) return;
  const { type, stream, isAck } = readFrameHeader(bytes);
  if (type === "SETTINGS" && stream === 0 && !isAck) return;
  const beginning = JSON.stringify(chunk.toString("latin1").slice(0, QUOTED));
  throw new PeerFault(`speaks no HTTP/2: it began with ${printable(beginning)}`, "the port speaks another protocol");
}
