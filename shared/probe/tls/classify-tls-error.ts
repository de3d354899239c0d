/** What the peer did in the handshake, in words, and what a person should look at. */
export interface TlsFault {
  readonly observed: string;
  readonly likelyCause: string;
}

const PLAIN = "the port speaks plain text, or the target's protocol is set wrongly";
const BROKEN = "the port speaks something else than TLS, or something between changes what is sent";
const VERSION = "no TLS version in common: the peer allows only older or newer ones than the probe offers";
const REFUSED =
  "the peer has no certificate, cipher or version that suits the probe, or demands a certificate of its clients";

/** By the end of the alert's name. */
const ALERTS: Readonly<Record<string, string>> = {
  HANDSHAKE_FAILURE: REFUSED,
  INSUFFICIENT_SECURITY: REFUSED,
  PROTOCOL_VERSION: VERSION,
  UNRECOGNIZED_NAME: "the peer serves no such name: set `host`, or the server name, to one that it knows",
  NO_APPLICATION_PROTOCOL: "the peer speaks none of the protocols that the probe offers by ALPN",
  CERTIFICATE_REQUIRED: "the peer demands a certificate of its clients",
  BAD_CERTIFICATE: "the peer demands a certificate of its clients",
  UNKNOWN_CA: "the peer demands a certificate of its clients",
  ACCESS_DENIED: "the peer demands a certificate of its clients, or does not take connections from here",
  INTERNAL_ERROR: "the peer's own fault: its log says more",
};

/** Codes that are alerts without saying so. */
const UNNAMED_ALERTS = ["UNRECOGNIZED_NAME", "UNSUPPORTED_EXTENSION", "CERTIFICATE_UNOBTAINABLE"];

const NO_VERSION = new Set(["UNSUPPORTED_PROTOCOL", "NO_PROTOCOLS_AVAILABLE", "VERSION_TOO_LOW", "VERSION_TOO_HIGH"]);

/** What the `code` of an error of OpenSSL stands for; undefined where it is none, or one of a certificate. */
export function classifyTlsError(code: string): TlsFault | undefined {
  if (code === "EPROTO") return { observed: `a broken TLS handshake (${code})`, likelyCause: BROKEN };
  const [, reason] = /^ERR_SSL_(?!CERTIFICATE_VERIFY)(.+)$/u.exec(code) ?? [];
  if (reason === undefined) return undefined;
  const [, alert = UNNAMED_ALERTS.find((each) => reason.endsWith(each))] = /_ALERT_(.+)$/u.exec(reason) ?? [];
  if (alert !== undefined) {
    const name = alert.toLowerCase().replaceAll("_", " ");
    return { observed: `the TLS alert "${name}" (${code})`, likelyCause: ALERTS[alert] ?? REFUSED };
  }
  if (NO_VERSION.has(reason)) return { observed: `no TLS version in common (${code})`, likelyCause: VERSION };
  if (/^(WRONG_VERSION_NUMBER|HTTP_REQUEST|HTTPS_PROXY_REQUEST)$/u.test(reason)) {
    return { observed: `an answer that is not TLS (${code})`, likelyCause: PLAIN };
  }
  if (reason === "EXCESSIVE_MESSAGE_SIZE") {
    return {
      observed: `a message too large for a TLS handshake (${code})`,
      likelyCause: "a chain of far too many certificates",
    };
  }
  return { observed: `a broken TLS handshake (${code})`, likelyCause: BROKEN };
}
