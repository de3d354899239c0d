import { X509Certificate } from "node:crypto";
import { ProberFault } from "./prober-fault.ts";
import type { Target } from "./target.ts";

/** @throws {ProberFault} for no address: the system would take this machine for it, which answers for itself */
export function checkAddress({ address }: Pick<Target, "address">): void {
  if (address.trim() !== "") return;
  throw new ProberFault("prober", "a target without an address", "whatever made the target: it has found no address");
}

const CERTIFICATE = /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----.*?-----END (?:TRUSTED |X509 )?CERTIFICATE-----/gsu;

/** @throws {ProberFault} for authorities of which not all can be read: Node would leave them out, and no certificate verify */
export function checkAuthorities(ca: string): void {
  const certificates = ca.match(CERTIFICATE) ?? [];
  if (certificates.length > 0 && certificates.every(isReadable)) return;
  const what = certificates.length === 0 ? "without a certificate" : "with a certificate that cannot be read";
  throw new ProberFault("prober", `authorities (ca) ${what}`, "the target's `ca`: expected certificates as PEM");
}

function isReadable(certificate: string): boolean {
  try {
    return new X509Certificate(certificate).raw.length > 0;
  } catch {
    return false;
  }
}
