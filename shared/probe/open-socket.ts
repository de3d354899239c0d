import { connect, isIP, type Socket } from "node:net";
import type { Target } from "./target.ts";

/** No connection came about in time: the name was not resolved, or nothing came back from the address. */
export class ConnectTimeoutError extends Error {
  override readonly name = "ConnectTimeoutError";
  readonly code: "PROBE_LOOKUP_TIMEOUT" | "PROBE_CONNECT_TIMEOUT";

  constructor(code: ConnectTimeoutError["code"], timeoutMs: number) {
    super(`no connection in ${timeoutMs} ms`);
    this.code = code;
  }
}

/**
 * A TCP connection to one address: the first that a name resolves to, and no other. The caller destroys it.
 * @param timeoutMs milliseconds for the resolution of the name and the connection together
 * @throws {ConnectTimeoutError} what the socket raised, or the reason with which `signal` was aborted
 */
export async function openSocket(target: Target, timeoutMs: number, signal: AbortSignal): Promise<Socket> {
  signal.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const socket = connect({ host: target.address, port: target.port, autoSelectFamily: false, noDelay: true });
  let code: ConnectTimeoutError["code"] = isIP(target.address) === 0 ? "PROBE_LOOKUP_TIMEOUT" : "PROBE_CONNECT_TIMEOUT";
  const stop = (): void => reject(signal.reason);
  const timer = setTimeout(() => reject(new ConnectTimeoutError(code, timeoutMs)), timeoutMs);
  signal.addEventListener("abort", stop, { once: true });
  socket.once("lookup", () => {
    code = "PROBE_CONNECT_TIMEOUT";
  });
  socket.once("connect", resolve);
  // It stays: a peer may reset the connection at a moment when nobody else listens, and that must not crash the process.
  socket.on("error", reject);
  try {
    await promise;
    return socket;
  } catch (error) {
    socket.destroy();
    throw error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
  }
}
