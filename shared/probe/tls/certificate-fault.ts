import type { TlsFacts } from "./tls-facts.ts";

/** The handshake came about, and the peer's certificate does not verify. */
export class CertificateFault extends Error {
  override readonly name = "CertificateFault";
  /** As OpenSSL and Node name it: `CERT_HAS_EXPIRED`. */
  readonly code: string;
  readonly facts: TlsFacts;
  /** The name, or the address, that the certificate should have been for. */
  readonly expectedName: string;

  constructor(facts: TlsFacts, expectedName: string) {
    const code = facts.problem ?? "UNSPECIFIED";
    super(`the certificate does not verify: ${code}`);
    this.code = code;
    this.facts = facts;
    this.expectedName = expectedName;
  }
}
