import type { DetailedPeerCertificate, PeerCertificate, TLSSocket } from "node:tls";

/** What a TLS handshake showed. */
export interface TlsFacts {
  /** `TLSv1.3` */
  readonly version: string;
  /** As OpenSSL names it: `TLS_AES_256_GCM_SHA384`. */
  readonly cipher: string;
  /** What both agreed on by ALPN: `h2`; undefined where the peer chose none. */
  readonly alpn: string | undefined;
  /** The name for which the peer was asked: its SNI; undefined where none was sent. */
  readonly serverName: string | undefined;
  /** The peer's own certificate, then those of its issuers as far as they are known: from the peer or from this machine. */
  readonly chain: readonly PeerCertificate[];
  /** Why the chain does not verify, where that was not demanded: `DEPTH_ZERO_SELF_SIGNED_CERT`. */
  readonly problem: string | undefined;
}

/** An answer that may have come over TLS. */
export interface HasTls {
  /** What the peer showed, where it spoke TLS. */
  readonly tls: TlsFacts | undefined;
}

/** A chain that is longer than this is not walked to its end. */
const LONGEST_CHAIN = 32;

/** What the handshake of `socket` showed: to be read after `secureConnect`, before the socket is destroyed. */
export function readTlsFacts(socket: TLSSocket): TlsFacts {
  const { alpnProtocol, servername } = socket;
  return {
    version: socket.getProtocol() ?? "unknown",
    cipher: socket.getCipher().name,
    alpn: typeof alpnProtocol === "string" ? alpnProtocol : undefined,
    serverName: typeof servername === "string" && servername !== "" ? servername : undefined,
    chain: readChain(socket),
    // Declared as an error; it is that one's code.
    problem: socket.authorized ? undefined : String(socket.authorizationError),
  };
}

function readChain(socket: TLSSocket): readonly PeerCertificate[] {
  const chain: PeerCertificate[] = [];
  const seen = new Set<string>();
  let next: Partial<DetailedPeerCertificate> | undefined = socket.getPeerCertificate(true);
  // Node links the last one to itself, and leaves an empty object where the peer showed nothing.
  while (isShown(next) && !seen.has(next.fingerprint256) && chain.length < LONGEST_CHAIN) {
    const { issuerCertificate, ...own }: DetailedPeerCertificate = next;
    seen.add(own.fingerprint256);
    chain.push(own);
    next = issuerCertificate;
  }
  return chain;
}

function isShown(certificate: Partial<DetailedPeerCertificate> | undefined): certificate is DetailedPeerCertificate {
  return certificate?.fingerprint256 !== undefined;
}
