import { connect, isIP, type Socket } from "node:net";
import { checkAddress } from "./check-target.ts";
import type { PhaseClock } from "./phases.ts";
import type { Target } from "./target.ts";

/**
 * A TCP connection to one address: the first that a name resolves to, and no other. The caller destroys it.
 * @throws {ProberFault} for a target without an address
 * @throws what the resolver or the socket raised, or the reason with which `signal` was aborted
 */
export async function openSocket(
  target: Pick<Target, "address" | "port">,
  clock: PhaseClock,
  signal: AbortSignal,
): Promise<Socket> {
  signal.throwIfAborted();
  checkAddress(target);
  const isName = isIP(target.address) === 0;
  clock.begin(isName ? "dns" : "connect");
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const socket = connect({ host: target.address, port: target.port, autoSelectFamily: false, noDelay: true });
  const stop = (): void => reject(signal.reason);
  signal.addEventListener("abort", stop, { once: true });
  if (isName) {
    socket.once("lookup", () => {
      clock.end("dns");
      clock.begin("connect");
    });
  }
  socket.once("connect", resolve);
  // It stays: a peer may reset the connection at a moment when nobody else listens, and that must not crash the process.
  socket.on("error", reject);
  try {
    await promise;
    clock.end("connect");
    return socket;
  } catch (error) {
    socket.destroy();
    throw error;
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
