import { X509Certificate } from "node:crypto";
import { checkServerIdentity, type PeerCertificate } from "node:tls";
import { checkGiven } from "../check-given.ts";
import { printable } from "../printable.ts";
import { datesOf, describeValidity } from "./certificate-dates.ts";
import { describeNames } from "./certificate-names.ts";
import { daysToMs, type Days } from "./days.ts";
import { isNamed, shortName } from "./distinguished-name.ts";

/** What a certificate may be demanded to be. Whatever is left out is not judged. */
export interface CertificateDemands {
  /** It is valid now and for so long, and so are those of its issuers, but for the authority's own. */
  readonly validFor?: Days;
  /** It is for this name, or this IP address. */
  readonly name?: string;
  /** Who signed it: the common name or the organisation, or a pattern for `C=US, O=Let's Encrypt, CN=R11`. */
  readonly issuer?: string | RegExp;
  /** The certificates from the peer's own to the authority's, as far as they are known. */
  readonly chain?: {
    readonly length?: number;
    /** The name of one of them, as for `issuer`. */
    readonly includes?: string | RegExp;
  };
  /** Whether it was signed with its own key. */
  readonly selfSigned?: boolean;
  /** The least size of its key in bits; one of a kind that is not named here will not do. */
  readonly keyBits?: { readonly rsa?: number; readonly ec?: number };
  /** Its SHA-256 fingerprint in hexadecimal digits, with or without colons. */
  readonly fingerprint?: string;
}

/** Certificates that a peer showed: at least its own. */
export type Chain = readonly [leaf: PeerCertificate, ...issuers: PeerCertificate[]];

/** One demand, ready to be judged. */
export interface Demand {
  /** `that is for shop.example` */
  readonly expected: string;
  judge(chain: Chain, now: number): { readonly met: boolean; readonly observed: string };
}

/** @throws {RangeError} for a demand that means nothing */
export function readDemands(demands: CertificateDemands): readonly Demand[] {
  checkGiven("certificate", demands);
  checkGiven("certificate: chain", demands.chain ?? {});
  const { validFor, name, issuer, chain, selfSigned, keyBits, fingerprint } = demands;
  return [
    validFor === undefined ? [] : validity(validFor),
    name === undefined ? [] : forName(name),
    issuer === undefined ? [] : issuedBy(issuer),
    chain?.length === undefined ? [] : ofLength(chain.length),
    chain?.includes === undefined ? [] : including(chain.includes),
    selfSigned === undefined ? [] : signedBySelf(selfSigned),
    keyBits === undefined ? [] : withKey(keyBits),
    fingerprint === undefined ? [] : withFingerprint(fingerprint),
  ].flat();
}

function validity(validFor: Days): Demand {
  const ms = daysToMs(validFor);
  const days = Number.parseFloat(validFor);
  return {
    expected: `is valid for ${days} more ${days === 1 ? "day" : "days"}`,
    judge: (chain, now) => {
      const [leaf] = chain;
      // An authority's own is trusted for being known, and may have expired.
      const judged = chain.filter((each) => each === leaf || !isSelfSigned(each));
      const isValid = (each: PeerCertificate): boolean => datesOf(each).from <= now && datesOf(each).to >= now + ms;
      const worst = judged.find((each) => !isValid(each)) ?? leaf;
      const whose = worst === leaf ? "" : `has an issuer, ${printable(shortName(worst.subject))}, whose certificate `;
      return { met: isValid(worst), observed: `${whose}${describeValidity(worst, now)}` };
    },
  };
}

function forName(name: string): Demand {
  return {
    expected: `is for ${printable(name)}`,
    judge: ([leaf]) => ({
      met: checkServerIdentity(name, leaf) === undefined,
      observed: `is for ${describeNames(leaf)}`,
    }),
  };
}

function issuedBy(issuer: string | RegExp): Demand {
  return {
    expected: `was issued by ${printable(String(issuer))}`,
    judge: ([leaf]) => ({
      met: isNamed(leaf.issuer, issuer),
      observed: `was issued by ${printable(shortName(leaf.issuer))}`,
    }),
  };
}

function ofLength(length: number): Demand {
  if (!Number.isInteger(length) || length < 1) {
    throw new RangeError(`chain.length: expected a whole number from 1 on, received ${length}`);
  }
  return {
    expected: `is one of a chain of ${length}`,
    judge: (chain) => ({ met: chain.length === length, observed: `is one of a chain of ${chain.length}` }),
  };
}

function including(wanted: string | RegExp): Demand {
  return {
    expected: `has ${printable(String(wanted))} in its chain`,
    judge: (chain) => ({
      met: chain.some(({ subject }) => isNamed(subject, wanted)),
      observed: `has the chain ${printable(chain.map(({ subject }) => shortName(subject)).join(", "))}`,
    }),
  };
}

function signedBySelf(wanted: boolean): Demand {
  const say = (isSelf: boolean): string => (isSelf ? "signed itself" : "was signed by another");
  return {
    expected: say(wanted),
    judge: ([leaf]) => ({ met: isSelfSigned(leaf) === wanted, observed: say(isSelfSigned(leaf)) }),
  };
}

function withKey(keyBits: NonNullable<CertificateDemands["keyBits"]>): Demand {
  checkGiven("certificate: keyBits", keyBits);
  const { rsa, ec } = keyBits;
  if (Object.keys(keyBits).length === 0) throw new RangeError("keyBits: expected a size for rsa, for ec, or for both");
  for (const bits of Object.values(keyBits)) {
    if (!(bits > 0)) throw new RangeError(`keyBits: expected a number of bits above 0, received ${bits}`);
  }
  const least = [rsa === undefined ? [] : `RSA of ${rsa} bits`, ec === undefined ? [] : `EC of ${ec} bits`].flat();
  return {
    expected: `has a key of ${least.join(" or ")} at least`,
    judge: ([{ modulus, asn1Curve, nistCurve, bits }]) => {
      const kind = modulus !== undefined ? "RSA" : (asn1Curve ?? nistCurve) === undefined ? "another kind" : "EC";
      const wanted = kind === "RSA" ? rsa : kind === "EC" ? ec : undefined;
      return {
        met: wanted !== undefined && (bits ?? 0) >= wanted,
        observed: `has a key of ${kind}${bits === undefined ? "" : ` of ${bits} bits`}`,
      };
    },
  };
}

function withFingerprint(fingerprint: string): Demand {
  const wanted = plain(fingerprint);
  if (!/^[\da-f]{64}$/u.test(wanted)) {
    throw new RangeError(`fingerprint: expected one of SHA-256, 64 hexadecimal digits, received ${fingerprint}`);
  }
  return {
    expected: `has the fingerprint ${wanted}`,
    judge: ([{ fingerprint256 }]) => ({
      met: plain(fingerprint256) === wanted,
      observed: `has the fingerprint ${plain(fingerprint256)}`,
    }),
  };
}

function plain(fingerprint: string): string {
  return fingerprint.replaceAll(":", "").toLowerCase();
}

function isSelfSigned({ raw }: PeerCertificate): boolean {
  const certificate = new X509Certificate(raw);
  return certificate.checkIssued(certificate) && certificate.verify(certificate.publicKey);
}
