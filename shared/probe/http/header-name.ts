/** A name that a header may have: a token of RFC 9110, 5.6.2. */
export const HEADER_NAME = /^[!#$%&'*+.^`|~\w-]+$/u;

/** What says how a message is framed, or who keeps the connection: the prober's own to send, or it could not wait for the answer. */
const OWN = new Set([
  "content-length",
  "transfer-encoding",
  "connection",
  "upgrade",
  "te",
  "trailer",
  "expect",
  "keep-alive",
  "proxy-connection",
  "http2-settings",
]);

/** Whether a header is for the prober alone to send, in whatever case its name is written. */
export function isOwnHeader(name: string): boolean {
  return OWN.has(name.toLowerCase());
}
