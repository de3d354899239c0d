import { FRAME_HEADER_BYTES, FRAME_TYPES, readFrameHeader } from "../../../../shared/probe/http/http2-frame.ts";

const PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

export const END_STREAM = 0x1;
export const END_HEADERS = 0x4;
export const PADDED = 0x8;

/** One frame as it is on the wire. */
export function frame(
  type: (typeof FRAME_TYPES)[number] | number,
  flags: number,
  stream: number,
  payload: Buffer | string = "",
): Buffer {
  const bytes = Buffer.from(payload);
  const head = Buffer.alloc(FRAME_HEADER_BYTES);
  head.writeUIntBE(bytes.length, 0, 3);
  head.writeUInt8(typeof type === "number" ? type : FRAME_TYPES.indexOf(type), 3);
  head.writeUInt8(flags, 4);
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, bytes]);
}

/** Pairs of an identifier and its value. */
export function settings(...pairs: readonly (readonly [identifier: number, value: number])[]): Buffer {
  const payload = Buffer.alloc(pairs.length * 6);
  for (const [index, [identifier, value]] of pairs.entries()) {
    payload.writeUInt16BE(identifier, index * 6);
    payload.writeUInt32BE(value, index * 6 + 2);
  }
  return frame("SETTINGS", 0, 0, payload);
}

/** Numbers of four bytes each, as several frames have them. */
export function words(...numbers: readonly number[]): Buffer {
  return Buffer.concat(
    numbers.map((number) => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(number);
      return bytes;
    }),
  );
}

/** Header fields in HPACK, each as a literal that is not remembered. */
export function fields(...list: readonly (readonly [name: string, value: string])[]): Buffer {
  return Buffer.concat(list.flatMap(([name, value]) => [Buffer.from([0]), text(name), text(value)]));
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  const length: number[] = [];
  let left = bytes.length;
  if (left >= 0x7f) {
    length.push(0x7f);
    for (left -= 0x7f; left >= 0x80; left = left >> 7) length.push((left & 0x7f) | 0x80);
  }
  return Buffer.concat([Buffer.from([...length, left]), bytes]);
}

/** The headers of an answer on the first stream. */
export function headers(flags: number, ...list: readonly (readonly [name: string, value: string])[]): Buffer {
  return frame("HEADERS", flags, 1, fields([":status", "200"], ...list));
}

/** Whether `received`, all that a client has sent, holds the headers of its first request. */
export function hasAsked(received: Buffer): boolean {
  let at = PREFACE.length;
  while (at + FRAME_HEADER_BYTES <= received.length) {
    const { type, length } = readFrameHeader(received.subarray(at));
    if (type === "HEADERS") return at + FRAME_HEADER_BYTES + length <= received.length;
    at += FRAME_HEADER_BYTES + length;
  }
  return false;
}
