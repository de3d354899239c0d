import { once } from "node:events";
import { connect, type Socket } from "node:net";

/**
 * Connects to a host; the socket is destroyed as soon as the signal is aborted.
 * @throws the network's error, or the signal's reason
 */
export async function connectSocket(host: string, port: number, signal: AbortSignal): Promise<Socket> {
  signal.throwIfAborted();
  const socket = connect({ host, port, noDelay: true });
  // Whoever reads from it listens, too; between two readers nobody does.
  socket.on("error", () => undefined);
  try {
    await once(socket, "connect", { signal });
    return socket;
  } catch (error) {
    socket.destroy();
    signal.throwIfAborted();
    throw error;
  }
}
