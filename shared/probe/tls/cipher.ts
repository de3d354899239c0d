import type { Expectation } from "../expectation.ts";
import { printable } from "../printable.ts";
import { matchesPattern } from "../text-pattern.ts";
import { ofHandshake } from "./of-handshake.ts";
import type { HasTls } from "./tls-facts.ts";

/** This cipher was agreed on, or one that matches, by the name that OpenSSL gives it: `TLS_AES_256_GCM_SHA384`, `/GCM|POLY1305/`. */
export function cipher(wanted: string | RegExp): Expectation<HasTls> {
  const text = `cipher ${printable(String(wanted))}`;
  return ofHandshake(text, { cipher: String(wanted) }, (facts) => ({
    met: wanted instanceof RegExp ? matchesPattern(wanted, facts.cipher) : facts.cipher === wanted,
    observed: `cipher ${facts.cipher}`,
  }));
}
