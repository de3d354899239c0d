import type { Expectation } from "../expectation.ts";
import { printable } from "../printable.ts";
import { ofHandshake } from "./of-handshake.ts";
import type { HasTls } from "./tls-facts.ts";

/** The peer chose this protocol of those that the probe offered by ALPN: `h2`. */
export function alpn(protocol: string): Expectation<HasTls> {
  const text = `ALPN ${printable(protocol)}`;
  return ofHandshake(text, { alpn: protocol }, (facts) => ({
    met: facts.alpn === protocol,
    observed: facts.alpn === undefined ? "no protocol chosen by ALPN" : `ALPN ${printable(facts.alpn)}`,
  }));
}
