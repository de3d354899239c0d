import type { PeerCertificate } from "node:tls";
import { printable } from "../printable.ts";
import { datesOf, writeDate } from "./certificate-dates.ts";
import { describeNames } from "./certificate-names.ts";
import { shortName } from "./distinguished-name.ts";
import type { TlsFacts } from "./tls-facts.ts";

/** Why a chain does not verify, and what a person can do about it. */
export interface CertificateProblem {
  /** `a certificate that expired on 2026-11-20 (CERT_HAS_EXPIRED)` */
  readonly observed: string;
  readonly likelyCause: string;
}

const RENEW =
  "whatever renews the certificate has stopped, or the process still holds the one that it was started with";
const CLOCK = "a certificate that was put in place too early, or a wrong clock where it was made";
const OWN = "tasks that sign their own certificate: set `ca` to it, or `unverifiedTaskCertificates`";
const AUTHORITY = "a private authority: set `ca` to its certificate";
const INCOMPLETE =
  "the peer does not send the certificates between its own and the authority's, or the authority is private: set `ca`";
const NAME = "the wrong certificate, or the wrong name: set `host` to the one that it is for";
const OTHER = "the certificate, or one of those that it was signed with";
const WEAK_BITS = 2048;

/**
 * Puts the `problem` of `facts` into words.
 * @param expectedName what the certificate should have been for, where that is known
 * @param now milliseconds since 1970
 */
export function describeProblem(
  { chain, problem = "UNSPECIFIED", serverName }: TlsFacts,
  expectedName = serverName,
  now = Date.now(),
): CertificateProblem {
  const say = (observed: string, likelyCause: string): CertificateProblem => ({
    observed: `${observed} (${printable(problem)})`,
    likelyCause,
  });
  const [leaf] = chain;
  if (!leaf) return say("no certificate", OTHER);
  const last = chain.at(-1) ?? leaf;
  const issuer = `its issuer, ${printable(shortName(last.issuer))}, is not known`;
  switch (problem) {
    case "CERT_HAS_EXPIRED": {
      const expired = chain.find((each) => datesOf(each).to <= now) ?? leaf;
      return say(`${whose(expired, leaf)} that expired on ${writeDate(datesOf(expired).to)}`, RENEW);
    }
    case "CERT_NOT_YET_VALID": {
      const early = chain.find((each) => datesOf(each).from > now) ?? leaf;
      return say(`${whose(early, leaf)} that is not valid before ${writeDate(datesOf(early).from)}`, CLOCK);
    }
    case "DEPTH_ZERO_SELF_SIGNED_CERT":
      return say("a certificate that does not verify: it signed itself", OWN);
    case "SELF_SIGNED_CERT_IN_CHAIN":
      return say(`a certificate that does not verify: ${issuer}`, AUTHORITY);
    case "UNABLE_TO_VERIFY_LEAF_SIGNATURE":
    case "UNABLE_TO_GET_ISSUER_CERT":
    case "UNABLE_TO_GET_ISSUER_CERT_LOCALLY":
      return say(`a certificate that does not verify: ${issuer}`, INCOMPLETE);
    case "ERR_TLS_CERT_ALTNAME_INVALID":
    case "HOSTNAME_MISMATCH":
      return say(
        `a certificate for ${describeNames(leaf)}, not for ${printable(expectedName ?? "this address")}`,
        NAME,
      );
    default: {
      const weak = chain.find(({ modulus, bits = WEAK_BITS }) => modulus !== undefined && bits < WEAK_BITS);
      if (!weak) return say("a certificate that does not verify", OTHER);
      return say(`${whose(weak, leaf)} with a weak key: RSA of ${weak.bits} bits`, OTHER);
    }
  }
}

function whose(certificate: PeerCertificate, leaf: PeerCertificate): string {
  return certificate === leaf
    ? "a certificate"
    : `an issuer's certificate (${printable(shortName(certificate.subject))})`;
}
