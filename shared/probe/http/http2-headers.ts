import { PeerFault } from "../peer-fault.ts";
import type { AnswerHeaders } from "./http-answer.ts";
import { describeSize } from "./size.ts";

/** `: ` and the line's end, which each field would have in HTTP/1.1. */
const PER_FIELD = 4;

/**
 * Header fields without the pseudo-headers; a field that came several times is a list, as it is in HTTP/1.1.
 * @param raw names and values in turn, as they came
 * @param limit bytes of all fields together
 * @throws {PeerFault} where they are larger
 */
export function readHttp2Headers(raw: readonly string[], limit: number): AnswerHeaders {
  const headers: Record<string, string | string[]> = Object.create(null);
  let size = 0;
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const [name = "", value = ""] = raw.slice(at, at + 2);
    size += Buffer.byteLength(name) + Buffer.byteLength(value) + PER_FIELD;
    if (size > limit) throw headersTooLarge(limit);
    if (name.startsWith(":")) continue;
    const known = headers[name];
    headers[name] = known === undefined ? value : [...(typeof known === "string" ? [known] : known), value];
  }
  return headers;
}

/** @param limit bytes of all fields together */
export function headersTooLarge(limit: number): PeerFault {
  return new PeerFault(`headers larger than ${describeSize(limit)} (limits.headers)`);
}
