/** Frame types of RFC 9113, section 6, by their number. */
export const FRAME_TYPES = [
  "DATA",
  "HEADERS",
  "PRIORITY",
  "RST_STREAM",
  "SETTINGS",
  "PUSH_PROMISE",
  "PING",
  "GOAWAY",
  "WINDOW_UPDATE",
  "CONTINUATION",
] as const;

export type FrameType = (typeof FRAME_TYPES)[number] | "unknown";

/** A frame's header. */
export interface Frame {
  readonly type: FrameType;
  /** Bytes of its payload. */
  readonly length: number;
  /** 0 for what concerns the whole connection. */
  readonly stream: number;
  /** HEADERS and DATA: nothing follows on that stream. */
  readonly endsStream: boolean;
  /** HEADERS and CONTINUATION: no CONTINUATION follows. */
  readonly endsHeaders: boolean;
  readonly isAck: boolean;
}

export const FRAME_HEADER_BYTES = 9;

/** @param bytes the {@link FRAME_HEADER_BYTES} with which a frame begins */
export function readFrameHeader(bytes: Buffer): Frame {
  const flags = bytes.readUInt8(4);
  const type = FRAME_TYPES[bytes.readUInt8(3)] ?? "unknown";
  const has = (flag: number, ...types: readonly FrameType[]): boolean => types.includes(type) && (flags & flag) !== 0;
  return {
    type,
    length: bytes.readUIntBE(0, 3),
    stream: bytes.readUInt32BE(5) & 0x7fff_ffff,
    endsStream: has(0x1, "DATA", "HEADERS"),
    endsHeaders: has(0x4, "HEADERS", "CONTINUATION"),
    isAck: has(0x1, "SETTINGS", "PING"),
  };
}
