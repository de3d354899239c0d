import type { ErrorOutcome } from "./outcome.ts";
import { PeerFault } from "./peer-fault.ts";
import { PhaseTimeout } from "./phase-timeout.ts";
import type { Phase } from "./phases.ts";
import { printable } from "./printable.ts";
import { ProberFault } from "./prober-fault.ts";
import { CertificateFault } from "./tls/certificate-fault.ts";
import { classifyTlsError } from "./tls/classify-tls-error.ts";
import { describeProblem } from "./tls/describe-problem.ts";

/** What a failure to get an answer says: about the peer (`failed`), or about the prober and its network (`error`). */
export type ConnectionFault =
  | {
      readonly kind: "failed";
      readonly observed: string;
      readonly likelyCause?: string;
      /** True where no statistics are needed: a bad certificate is bad however rare it is. */
      readonly decisive?: true;
    }
  | Pick<ErrorOutcome, "kind" | "where" | "observed" | "likelyCause">;

const SECURITY_GROUP =
  "packets are dropped on the way: a security group of the target or of the function, or the function is not in the target's VPC";
const NAME = "the name could not be resolved from where this function runs: its VPC's DNS settings, or a wrong name";
const ROUTE = "no route from where this function runs: its subnets, or the function is not in the target's VPC";
const SOCKETS = "the prober ran out of sockets or files: lower `probing.rate` or raise the function's memory";
const REQUEST = "hooks.config.ts names a host, path or header that cannot be sent over HTTP";
const NOT_LISTENING =
  "nothing listens on that port: the process has not started, has stopped, or listens on another port or address";
const ENDED = "the process may have ended while it answered: see whether its task has stopped, and its log";
const CERTIFICATE =
  "the name, the date or the issuer of the certificate: set `host` to the name it is for, or `unverifiedTaskCertificates` for tasks that sign their own";

/** What the peer did not do in time, once it was reached. */
const LATE: Readonly<Record<Exclude<Phase, "dns" | "connect">, string>> = {
  tls: "no TLS handshake",
  request: "the request not taken",
  firstByte: "no answer",
  body: "no whole body",
};

const NO_HANDSHAKE =
  "the port does not speak TLS and waits for something else, or the process hangs: its connections are taken by the operating system";

const noConnection: ConnectionFault = {
  kind: "error",
  where: "way",
  observed: "no connection in time",
  likelyCause: SECURITY_GROUP,
};

/** By the `code` of the error that the socket, the resolver, TLS or undici raised. */
const FAULTS: Readonly<Record<string, ConnectionFault>> = {
  ECONNREFUSED: { kind: "failed", observed: "connection refused", likelyCause: NOT_LISTENING },
  ECONNRESET: { kind: "failed", observed: "connection reset before a whole answer", likelyCause: ENDED },
  EPIPE: { kind: "failed", observed: "connection closed while the request was sent" },
  UND_ERR_SOCKET: { kind: "failed", observed: "connection closed before a whole answer", likelyCause: ENDED },
  UND_ERR_HEADERS_OVERFLOW: { kind: "failed", observed: "headers larger than 16 KiB" },
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: { kind: "failed", observed: "a body of another length than its Content-Length" },
  ETIMEDOUT: noConnection,
  EAI_AGAIN: { kind: "error", where: "prober", observed: "the name server did not answer", likelyCause: NAME },
  ENOTFOUND: { kind: "error", where: "prober", observed: "the name does not resolve", likelyCause: NAME },
  EHOSTUNREACH: { kind: "error", where: "way", observed: "host unreachable", likelyCause: ROUTE },
  ENETUNREACH: { kind: "error", where: "way", observed: "network unreachable", likelyCause: ROUTE },
  EADDRNOTAVAIL: { kind: "error", where: "prober", observed: "no local address to connect from", likelyCause: SOCKETS },
  EMFILE: { kind: "error", where: "prober", observed: "too many open files", likelyCause: SOCKETS },
  ENFILE: { kind: "error", where: "prober", observed: "too many open files", likelyCause: SOCKETS },
  EACCES: {
    kind: "error",
    where: "prober",
    observed: "the operating system forbids the connection",
    likelyCause: ROUTE,
  },
  EPERM: {
    kind: "error",
    where: "prober",
    observed: "the operating system forbids the connection",
    likelyCause: ROUTE,
  },
};

/**
 * The fault that `error`, thrown by a connection attempt or a request, stands for.
 * @param nameIsGiven whether the prober was told which name the certificate must be for: it guessed the address otherwise
 */
export function classifyConnectionError(error: unknown, nameIsGiven = true): ConnectionFault {
  if (error instanceof PeerFault) {
    const { message, likelyCause } = error;
    return { kind: "failed", observed: message, ...(likelyCause !== undefined && { likelyCause }) };
  }
  if (error instanceof ProberFault) {
    const { message, where, likelyCause } = error;
    return { kind: "error", where, observed: message, likelyCause };
  }
  if (error instanceof PhaseTimeout) return classifyTimeout(error);
  const code = codeOf(error);
  const known = code === undefined ? undefined : FAULTS[code];
  if (known) return known;
  // By its name: undici leaves its code undefined.
  if (error instanceof Error && error.name === "HTTPParserError") {
    return { kind: "failed", observed: `an answer that is not HTTP (${printable(error.message)})` };
  }
  if (error instanceof CertificateFault) return classifyCertificate(error, nameIsGiven);
  const tlsFault = code === undefined ? undefined : classifyTlsError(code);
  if (tlsFault) return { kind: "failed", ...tlsFault };
  if (code !== undefined && /CERT|SIGNATURE|ISSUER|SELF_SIGNED|ALTNAME|HOSTNAME_MISMATCH/.test(code)) {
    return { kind: "failed", observed: `a certificate that does not verify (${code})`, likelyCause: CERTIFICATE };
  }
  const message = printable(error instanceof Error ? error.message : String(error));
  if (code === "UND_ERR_INVALID_ARG" || code === "UND_ERR_NOT_SUPPORTED") {
    return {
      kind: "error",
      where: "prober",
      observed: `a request that was not sent (${message})`,
      likelyCause: REQUEST,
    };
  }
  return {
    kind: "error",
    where: "prober",
    observed: message,
    likelyCause: "unknown to the prober: see the log of this function",
  };
}

function classifyCertificate({ code, facts, expectedName }: CertificateFault, nameIsGiven: boolean): ConnectionFault {
  const problem = describeProblem(facts, expectedName);
  // Whoever knows an address alone cannot tell which name a certificate should be for.
  return code === "ERR_TLS_CERT_ALTNAME_INVALID" && !nameIsGiven
    ? { kind: "error", where: "prober", ...problem }
    : { kind: "failed", decisive: true, ...problem };
}

function classifyTimeout({ phase, afterMs }: PhaseTimeout): ConnectionFault {
  if (phase === "connect") return noConnection;
  if (phase !== "dns") {
    const observed = `${LATE[phase]} in ${afterMs} ms`;
    return { kind: "failed", observed, ...(phase === "tls" && { likelyCause: NO_HANDSHAKE }) };
  }
  return { kind: "error", where: "prober", observed: "the name server did not answer", likelyCause: NAME };
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
