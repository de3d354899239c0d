/** What a failure to get an answer says: about the peer (`failed`), or about the prober and its network (`error`). */
export type ConnectionFault =
  | { readonly kind: "failed"; readonly observed: string }
  | { readonly kind: "error"; readonly observed: string; readonly likelyCause: string };

const SECURITY_GROUP =
  "packets are dropped on the way: a security group of the tasks or of the function, or the function is not in the tasks' VPC";
const NAME = "the name could not be resolved from where this function runs: its VPC's DNS settings, or a wrong name";
const ROUTE = "no route from where this function runs: its subnets, or the function is not in the tasks' VPC";
const SOCKETS = "the prober ran out of sockets or files: lower `probing.rate` or raise the function's memory";
const CERTIFICATE =
  "the certificate does not verify: set `host` to the name it is for, or `unverifiedTaskCertificates` for tasks that sign their own";

/** By the `code` of the error that the socket, the resolver, TLS or undici raised. */
const FAULTS: Readonly<Record<string, ConnectionFault>> = {
  ECONNREFUSED: { kind: "failed", observed: "connection refused" },
  ECONNRESET: { kind: "failed", observed: "connection reset before an answer" },
  EPIPE: { kind: "failed", observed: "connection closed while the request was sent" },
  UND_ERR_SOCKET: { kind: "failed", observed: "connection closed before a whole answer" },
  UND_ERR_HEADERS_OVERFLOW: { kind: "failed", observed: "headers larger than 16 KiB" },
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: { kind: "failed", observed: "a body of another length than its Content-Length" },
  UND_ERR_CONNECT_TIMEOUT: { kind: "error", observed: "no connection in time", likelyCause: SECURITY_GROUP },
  ETIMEDOUT: { kind: "error", observed: "no connection in time", likelyCause: SECURITY_GROUP },
  ENOTFOUND: { kind: "error", observed: "the name does not resolve", likelyCause: NAME },
  EAI_AGAIN: { kind: "error", observed: "the name server did not answer", likelyCause: NAME },
  EHOSTUNREACH: { kind: "error", observed: "host unreachable", likelyCause: ROUTE },
  ENETUNREACH: { kind: "error", observed: "network unreachable", likelyCause: ROUTE },
  EADDRNOTAVAIL: { kind: "error", observed: "no local address to connect from", likelyCause: SOCKETS },
  EMFILE: { kind: "error", observed: "too many open files", likelyCause: SOCKETS },
  ENFILE: { kind: "error", observed: "too many open files", likelyCause: SOCKETS },
  EACCES: { kind: "error", observed: "the operating system forbids the connection", likelyCause: ROUTE },
  EPERM: { kind: "error", observed: "the operating system forbids the connection", likelyCause: ROUTE },
};

/** The fault that `error`, thrown by a connection attempt or a request, stands for. */
export function classifyConnectionError(error: unknown): ConnectionFault {
  const code = codeOf(error);
  const known = code === undefined ? undefined : FAULTS[code];
  if (known) return known;
  if (code?.startsWith("HPE_")) return { kind: "failed", observed: `an answer that is not HTTP (${code})` };
  if (code !== undefined && /CERT|SIGNATURE|ISSUER|SELF_SIGNED|ALTNAME/.test(code)) {
    return { kind: "failed", observed: `a certificate that does not verify (${code}); ${CERTIFICATE}` };
  }
  if (code?.startsWith("ERR_SSL")) return { kind: "failed", observed: `a broken TLS handshake (${code})` };
  const message = error instanceof Error ? error.message : String(error);
  return { kind: "error", observed: message, likelyCause: "unknown to the prober: see the log of this function" };
}

/** The first `code` in the chain of causes: undici wraps what the socket said. */
function codeOf(error: unknown): string | undefined {
  let current = error;
  for (let depth = 0; current instanceof Error && depth < 5; depth += 1) {
    if ("code" in current && typeof current.code === "string") return current.code;
    current = current instanceof AggregateError ? current.errors[0] : current.cause;
  }
  return undefined;
}
