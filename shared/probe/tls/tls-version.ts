import type { Expectation } from "../expectation.ts";
import { ofHandshake } from "./of-handshake.ts";
import type { HasTls } from "./tls-facts.ts";
import { isAtLeast, type TlsVersion } from "./tls-version-range.ts";

/** One of these versions was agreed on, or one that is new enough: `tlsVersion("TLSv1.3")`, `tlsVersion({ atLeast: "TLSv1.2" })`. */
export function tlsVersion(
  ...wanted: readonly [TlsVersion, ...TlsVersion[]] | readonly [{ readonly atLeast: TlsVersion }]
): Expectation<HasTls> {
  const [first] = wanted;
  const isRange = typeof first === "object";
  const text = isRange ? `${first.atLeast} or newer` : wanted.join(" or ");
  const accepts = (version: string): boolean =>
    isRange ? isAtLeast(version, first.atLeast) : wanted.some((each) => each === version);
  return ofHandshake(text, { tlsVersion: isRange ? { atLeast: first.atLeast } : [...wanted].map(String) }, (facts) => ({
    met: accepts(facts.version),
    observed: facts.version,
  }));
}
