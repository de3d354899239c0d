import { DEFAULT_CIPHERS, type SecureContextOptions } from "node:tls";

/** The versions there are, the oldest first. */
export const TLS_VERSIONS = ["TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"] as const;

export type TlsVersion = (typeof TLS_VERSIONS)[number];

/** The versions that a probe offers. */
export interface TlsVersionRange {
  /** The oldest. Default: `TLSv1.2`, or the newest where that is older. */
  readonly minVersion?: TlsVersion;
  /** The newest. Default: `TLSv1.3`. */
  readonly maxVersion?: TlsVersion;
}

/** Whether `version` is `least` or newer. */
export function isAtLeast(version: string, least: TlsVersion): boolean {
  return TLS_VERSIONS.findIndex((each) => each === version) >= TLS_VERSIONS.indexOf(least);
}

/** What makes Node offer these versions. For the old ones it needs more than their names: OpenSSL allows them nothing. */
export function allowVersions({ minVersion, maxVersion }: TlsVersionRange): SecureContextOptions {
  if (minVersion === undefined && maxVersion === undefined) return {};
  const newest = maxVersion ?? "TLSv1.3";
  const oldest = minVersion ?? (isAtLeast(newest, "TLSv1.2") ? "TLSv1.2" : newest);
  const isOld = !isAtLeast(oldest, "TLSv1.2");
  return { minVersion: oldest, maxVersion: newest, ...(isOld && { ciphers: `${DEFAULT_CIPHERS}:@SECLEVEL=0` }) };
}
