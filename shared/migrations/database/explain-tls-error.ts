import { DatabaseError } from "./database-error.ts";
import type { DatabasePlace } from "./database-place.ts";
import { showText } from "./show-text.ts";

const GIVE_CA = "give the certificate of its authority as `ca`, in PEM form";

/** By what Node's and OpenSSL's messages say: mysql2 keeps these and drops their codes. */
const FAULTS: readonly (readonly [RegExp, (server: string) => string])[] = [
  [
    /altnames|does not match/i,
    (server) => `The certificate of ${server} is for another host: connect by a name that it has`,
  ],
  [/expired/i, (server) => `The certificate of ${server} has expired: the server needs a new one`],
  [
    /not yet valid/i,
    (server) => `The certificate of ${server} is not valid yet: see that its clock and ours are right`,
  ],
  [
    /self[- ]signed|unable to (?:verify|get)|issuer|untrusted/i,
    (server) => `The certificate of ${server} is vouched for by nobody who is trusted here: ${GIVE_CA}`,
  ],
  [
    /not support|no ssl/i,
    (server) =>
      `${server} does not speak TLS: switch it on in the server. Only on this machine itself can \`tls: false\` (in a URL, ?sslmode=disable or ?ssl-mode=DISABLED) do without`,
  ],
];
const NODE_CODE =
  /^(?:ERR_TLS_|ERR_SSL_|ERR_OSSL_|EPROTO$|HANDSHAKE_SSL_ERROR$|HANDSHAKE_NO_SSL_SUPPORT$|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH)/;

/** An error of TLS, in a sentence that says what to do; undefined for any other error. */
export function explainTlsError({ server }: DatabasePlace, error: Error, code: unknown): DatabaseError | undefined {
  const isCutOff = error.message.includes("before secure TLS connection was established");
  if (!isCutOff && !(typeof code === "string" && NODE_CODE.test(code))) return undefined;
  const [, explain] = FAULTS.find(([pattern]) => pattern.test(error.message)) ?? [];
  const sentence = explain?.(server) ?? `${server} does not agree on TLS`;
  // A server's certificate is in the message, and may say what it likes.
  return new DatabaseError("tls", `${sentence} (${showText(error.message)})`);
}
