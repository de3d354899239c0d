import { isIP, type Socket } from "node:net";
import { checkServerIdentity, connect, type ConnectionOptions, type TLSSocket } from "node:tls";
import { checkAuthorities } from "./check-target.ts";
import { openSocket } from "./open-socket.ts";
import type { PhaseClock } from "./phases.ts";
import type { Target } from "./target.ts";
import { CertificateFault } from "./tls/certificate-fault.ts";
import { explainHandshakeError } from "./tls/explain-handshake-error.ts";
import { readTlsFacts } from "./tls/tls-facts.ts";
import { allowVersions, type TlsVersionRange } from "./tls/tls-version-range.ts";

/** How a probe wants its connection. */
export interface ConnectionSettings extends TlsVersionRange {
  /** The host for which it asks, where it names one: in place of the target's. Without a port. */
  readonly name?: string;
  /** Protocols offered by ALPN, the best first. Default: none. */
  readonly alpn?: readonly string[];
  /** Speaks plain TCP with a target that has TLS settings: they are used later, by STARTTLS. */
  readonly plain?: boolean;
}

/**
 * A connection to the target and no other address, with TLS where the target speaks it. The caller destroys it.
 * @throws what the resolver, the socket or TLS raised, or the reason with which `signal` was aborted
 */
export async function openConnection(
  target: Target,
  settings: ConnectionSettings,
  clock: PhaseClock,
  signal: AbortSignal,
): Promise<Socket | TLSSocket> {
  const socket = await openSocket(target, clock, signal);
  return target.tls && !settings.plain ? startTls(socket, target, settings, clock, signal) : socket;
}

/**
 * TLS over `socket`, with a full handshake: a session taken over from another target would show that one's certificate.
 * @throws {CertificateFault} for a certificate that does not verify
 * @throws {PeerFault} for a peer that goes away in the handshake
 * @throws {ProberFault} for authorities that cannot be read
 * @throws what else TLS raised, or the reason with which `signal` was aborted; `socket` is destroyed in any case
 */
export async function startTls(
  socket: Socket,
  target: Pick<Target, "address" | "host" | "tls">,
  settings: ConnectionSettings,
  clock: PhaseClock,
  signal: AbortSignal,
): Promise<TLSSocket> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const stop = (): void => reject(signal.reason);
  let secure: TLSSocket | undefined;
  try {
    signal.throwIfAborted();
    if (target.tls?.ca !== undefined) checkAuthorities(target.tls.ca);
    clock.begin("tls");
    const name = certificateName(target, settings);
    secure = connect({ ...tlsOptions(target, settings, name), socket });
    signal.addEventListener("abort", stop, { once: true });
    secure.once("secureConnect", resolve);
    // It stays, as that of the socket below does.
    secure.on("error", reject);
    // A peer that goes away in the handshake, cleanly, raises no error.
    secure.once("close", () => reject(Object.assign(new Error("closed in the handshake"), { code: "ECONNRESET" })));
    await promise;
    clock.end("tls");
    if (!secure.authorized && target.tls?.verify !== false) throw new CertificateFault(readTlsFacts(secure), name);
    return secure;
  } catch (error) {
    secure?.destroy();
    socket.destroy();
    throw explainHandshakeError(error);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

function tlsOptions(
  { tls = {}, host }: Pick<Target, "host" | "tls">,
  { name, alpn, ...versions }: ConnectionSettings,
  certificateName: string,
): ConnectionOptions {
  const sni = serverName({ tls, host }, name);
  return {
    // What the certificate must be for. SNI carries a name only, never an address.
    host: certificateName,
    ...(sni !== undefined && isIP(sni) === 0 && { servername: sni }),
    checkServerIdentity: (_host, certificate) => checkServerIdentity(certificateName, certificate),
    ...(tls.ca !== undefined && { ca: tls.ca }),
    // Verified all the same, and judged after the handshake: what was wrong with a certificate can be said only while it is there.
    rejectUnauthorized: false,
    ...(alpn && { ALPNProtocols: [...alpn] }),
    ...allowVersions(versions),
  };
}

function serverName(
  { tls, host }: { readonly tls?: Target["tls"]; readonly host?: string | undefined },
  name: string | undefined,
): string | undefined {
  return tls?.serverName ?? name ?? (host === undefined ? undefined : hostName(host));
}

/** The name or the address that the certificate must be for. */
function certificateName(
  target: Pick<Target, "address" | "host" | "tls">,
  { name }: Pick<ConnectionSettings, "name">,
): string {
  return target.tls?.certificateName ?? serverName(target, name) ?? target.address;
}

/** A host without its port and the brackets of IPv6. */
export function hostName(host: string): string {
  const [, bracketed, name = host] = /^(?:\[(.+)\]|([^:]+))(?::\d+)?$/.exec(host) ?? [];
  return bracketed ?? name;
}
