import type { Socket } from "node:net";

/**
 * Takes what a server says first, chunk by chunk, until it is enough. What it says after that waits.
 * @param isEnough of all that was received
 * @throws the network's error
 */
export function receive(socket: Socket, isEnough: (received: Buffer) => boolean): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let received: Buffer = Buffer.alloc(0);
    const leave = (): void => {
      socket.off("data", onData).off("error", onError).off("close", onClose);
      socket.pause();
    };
    const onData = (chunk: Buffer): void => {
      received = Buffer.concat([received, chunk]);
      if (!isEnough(received)) return;
      leave();
      resolve(received);
    };
    const onError = (error: Error): void => {
      leave();
      reject(error);
    };
    const onClose = (): void => onError(Object.assign(new Error("the connection was closed"), { code: "ECONNRESET" }));
    socket.on("data", onData).on("error", onError).on("close", onClose);
  });
}
