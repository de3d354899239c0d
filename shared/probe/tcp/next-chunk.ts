import type { Socket } from "node:net";

/**
 * What the peer says next; undefined where it has ended. The socket is read only while somebody waits: what comes meanwhile
 * stays with the operating system.
 * @throws what the socket raised, or the reason with which `signal` was aborted
 */
export async function nextChunk(socket: Socket, signal: AbortSignal): Promise<Buffer | undefined> {
  for (;;) {
    signal.throwIfAborted();
    const chunk = socket.read() as Buffer | null;
    if (chunk) return chunk;
    if (socket.errored) throw socket.errored;
    if (socket.readableEnded || socket.destroyed) return undefined;
    await somethingHappened(socket, signal);
  }
}

const EVENTS = ["readable", "end", "close", "error"] as const;

async function somethingHappened(socket: Socket, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const happen = (): void => resolve();
  for (const event of EVENTS) socket.on(event, happen);
  signal.addEventListener("abort", happen, { once: true });
  try {
    await promise;
  } finally {
    for (const event of EVENTS) socket.removeListener(event, happen);
    signal.removeEventListener("abort", happen);
  }
}
