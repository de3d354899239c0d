import type { ConnectionSettings } from "../open-connection.ts";
import type { Target, TargetTls } from "../target.ts";
import { isAtLeast, type TlsVersionRange } from "./tls-version-range.ts";

/** How a probe shakes hands. */
export interface HandshakeOptions extends TlsVersionRange {
  /** Sent as SNI, and what the certificate must be for. Default: the target's. */
  readonly serverName?: string;
  /** Protocols offered by ALPN, the best first. Default: none. */
  readonly alpn?: readonly string[];
}

/** @throws {RangeError} for what no handshake can be made with */
export function checkHandshake({ serverName, alpn = [], minVersion, maxVersion }: HandshakeOptions): void {
  if (serverName !== undefined && !/^[\w.-]+$/u.test(serverName)) {
    throw new RangeError(`serverName: expected a name, received ${JSON.stringify(serverName)}`);
  }
  if (alpn.some((protocol) => !/^[\u0021-\u007e]{1,255}$/u.test(protocol))) {
    throw new RangeError(`alpn: expected names of protocols such as "h2", received ${JSON.stringify(alpn)}`);
  }
  if (minVersion !== undefined && maxVersion !== undefined && !isAtLeast(maxVersion, minVersion)) {
    throw new RangeError(
      `expected a minVersion that is not newer than maxVersion, received ${minVersion}, ${maxVersion}`,
    );
  }
}

/** `target` as a probe with these options shakes hands with it: with TLS in any case. */
export function handshakeTarget(
  target: Target,
  { serverName }: HandshakeOptions,
): Target & { readonly tls: TargetTls } {
  if (serverName === undefined) return { ...target, tls: target.tls ?? {} };
  // Who names the server in the probe means its certificate, too.
  const { certificateName: _, ...tls } = target.tls ?? {};
  return { ...target, tls: { ...tls, serverName } };
}

/** What the connection has to know of them. */
export function handshakeSettings({ alpn, minVersion, maxVersion }: HandshakeOptions): ConnectionSettings {
  return {
    ...(alpn && { alpn }),
    ...(minVersion !== undefined && { minVersion }),
    ...(maxVersion !== undefined && { maxVersion }),
  };
}

/** The options alone, without what else a probe was given. */
export function pickHandshake({ serverName, alpn, minVersion, maxVersion }: HandshakeOptions): HandshakeOptions {
  return {
    ...(serverName !== undefined && { serverName }),
    ...handshakeSettings({
      ...(alpn && { alpn: [...alpn] }),
      ...(minVersion && { minVersion }),
      ...(maxVersion && { maxVersion }),
    }),
  };
}
