import { certificates, dayFromNow } from "../certificates.ts";
import { secured, startTls } from "../start-tls.ts";
import { serving, showing, type HostileTlsPeer } from "./hostile-tls-peer.ts";

/** What is wrong with what a peer shows. */
export const badCertificates: readonly HostileTlsPeer[] = [
  showing("whose certificate has expired", () => startTls(certificates.expired()), {
    observed: new RegExp(`^a certificate that expired on ${dayFromNow(-2)} \\(CERT_HAS_EXPIRED\\)$`),
    likelyCause: /renews/,
  }),
  showing("whose certificate is not valid yet", () => startTls(certificates.notYetValid()), {
    observed: new RegExp(`^a certificate that is not valid before ${dayFromNow(10)} \\(CERT_NOT_YET_VALID\\)$`),
    likelyCause: /clock/,
  }),
  showing("that signed its own certificate", () => startTls(certificates.selfSigned()), {
    observed: /^a certificate that does not verify: it signed itself \(DEPTH_ZERO_SELF_SIGNED_CERT\)$/,
    likelyCause: /`ca`/,
  }),
  showing("whose certificate is for another name", () => startTls(certificates.wrongName()), {
    observed: /^a certificate for other\.example, not for shop\.example \(ERR_TLS_CERT_ALTNAME_INVALID\)$/,
    likelyCause: /wrong name/,
  }),
  showing(
    "of an authority that nobody knows",
    async () => secured(await startTls(certificates.good()), { ca: certificates.selfSigned().cert }),
    { observed: /does not verify: its issuer, Zoo Root, is not known \(UNABLE_TO/, likelyCause: /private/ },
  ),
  showing("that leaves out the certificate in between", () => startTls(certificates.incomplete()), {
    observed: /does not verify: its issuer, Zoo Issuer, is not known \(UNABLE_TO/,
    likelyCause: /does not send the certificates between/,
  }),
  showing("with a weak key", () => startTls(certificates.weak(), { ciphers: "DEFAULT:@SECLEVEL=0" }), {
    observed: /^a certificate with a weak key: RSA of 1024 bits/,
    likelyCause: /certificate/,
  }),
  serving("with a chain without end", () => startTls(hugeChain()), {
    observed: /^a message too large for a TLS handshake \(ERR_SSL_EXCESSIVE_MESSAGE_SIZE\)$/,
    likelyCause: /far too many certificates/,
  }),
];

const MANY = 400;

function hugeChain() {
  const { key, cert } = certificates.good();
  return { key, cert: cert.repeat(MANY) };
}
