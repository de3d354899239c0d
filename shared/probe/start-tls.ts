import { isIP, type Socket } from "node:net";
import { connect, type TLSSocket } from "node:tls";

export interface TlsSettings {
  /** What the certificate must be for: a name, which is also sent as SNI, or an IP address. */
  readonly name: string;
  readonly verifyCertificate: boolean;
}

/**
 * TLS over `socket`, with a full handshake: a session taken over from another target would show that one's certificate.
 * @throws what TLS raised, or the reason with which `signal` was aborted; `socket` is destroyed then
 */
export async function startTls(socket: Socket, settings: TlsSettings, signal: AbortSignal): Promise<TLSSocket> {
  signal.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const secure = connect({
    socket,
    host: settings.name,
    ...(isIP(settings.name) === 0 && { servername: settings.name }),
    rejectUnauthorized: settings.verifyCertificate,
    ALPNProtocols: ["http/1.1"],
  });
  const stop = (): void => reject(signal.reason);
  signal.addEventListener("abort", stop, { once: true });
  secure.once("secureConnect", resolve);
  // It stays, as that of the socket below does.
  secure.on("error", reject);
  try {
    await promise;
    return secure;
  } catch (error) {
    secure.destroy();
    socket.destroy();
    throw error;
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
