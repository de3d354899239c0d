import { PeerFault } from "../peer-fault.ts";

/** A field of a message, as far as it can be told without knowing what it is. */
export type Field =
  | { readonly number: number; readonly wireType: "varint"; readonly value: number }
  | { readonly number: number; readonly wireType: "length-delimited"; readonly value: Buffer }
  | { readonly number: number; readonly wireType: "fixed" };

/** Wire types of protobuf by their number: groups, 3 and 4, are of a version that no health service is written in. */
const VARINT = 0;
const FIXED64 = 1;
const LENGTH_DELIMITED = 2;
const FIXED32 = 5;

const LONGEST_VARINT = 10;
const HIGHEST_NUMBER = 2 ** 29 - 1;

/**
 * The fields of a message in protobuf, in their order.
 * @throws {PeerFault} where it is none
 */
export function readFields(message: Buffer): readonly Field[] {
  const fields: Field[] = [];
  for (let at = 0; at < message.length;) {
    const tag = readVarint(message, at);
    const number = Math.floor(tag.value / 8);
    if (number < 1 || number > HIGHEST_NUMBER) throw malformed("a field without a number");
    const { field, next } = readField(message, tag.next, number, tag.value % 8);
    fields.push(field);
    at = next;
  }
  return fields;
}

function readField(message: Buffer, at: number, number: number, wireType: number): { field: Field; next: number } {
  switch (wireType) {
    case VARINT: {
      const { value, next } = readVarint(message, at);
      return { field: { number, wireType: "varint", value }, next };
    }
    case LENGTH_DELIMITED: {
      const { value: length, next } = readVarint(message, at);
      const end = endOf(message, next, length);
      return { field: { number, wireType: "length-delimited", value: message.subarray(next, end) }, next: end };
    }
    case FIXED64:
    case FIXED32:
      return { field: { number, wireType: "fixed" }, next: endOf(message, at, wireType === FIXED64 ? 8 : 4) };
    default:
      throw malformed(`a field of wire type ${wireType}`);
  }
}

/** A negative length is a huge one without a sign. */
function endOf(message: Buffer, at: number, length: number): number {
  if (length > message.length - at) throw malformed("a field that goes on beyond the end");
  return at + length;
}

/** Above 2^53 it is not exact, which nobody needs: it is as wrong then as it is large. */
function readVarint(message: Buffer, at: number): { value: number; next: number } {
  let value = 0;
  for (let index = 0; index < LONGEST_VARINT; index += 1) {
    const byte = message[at + index];
    if (byte === undefined) throw malformed("a varint that is cut off");
    value += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) return { value, next: at + index + 1 };
  }
  throw malformed(`a varint of more than ${LONGEST_VARINT} bytes`);
}

function malformed(what: string): PeerFault {
  return new PeerFault(`a message that is not protobuf: ${what}`);
}

/** A text field, ready to be put into a message; nothing for an empty one, which is protobuf's default. */
export function writeTextField(number: number, text: string): Buffer {
  const bytes = Buffer.from(text);
  if (bytes.length === 0) return bytes;
  return Buffer.concat([writeVarint(number * 8 + LENGTH_DELIMITED), writeVarint(bytes.length), bytes]);
}

function writeVarint(value: number): Buffer {
  const bytes: number[] = [];
  let left = value;
  for (; left >= 0x80; left = Math.floor(left / 0x80)) bytes.push((left % 0x80) + 0x80);
  return Buffer.from([...bytes, left]);
}
