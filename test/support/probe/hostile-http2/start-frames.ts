import type { Socket } from "node:net";
import { startTcp, type RunningServer } from "../start-server.ts";
import { hasAsked, settings } from "./frames.ts";

/** A peer that writes frames by hand: `connected` once there is a connection, `asked` when a request has come. */
export interface FramePeer {
  readonly connected?: (socket: Socket) => unknown;
  readonly asked?: (socket: Socket) => unknown;
}

export function startFrames({
  connected = () => undefined,
  asked = () => undefined,
}: FramePeer): Promise<RunningServer> {
  return startTcp((socket) => {
    let received = Buffer.alloc(0);
    connected(socket);
    const listen = (chunk: Buffer): void => {
      received = Buffer.concat([received, chunk]);
      if (!hasAsked(received)) return;
      socket.off("data", listen).resume();
      void asked(socket);
    };
    socket.on("data", listen);
  });
}

/** A peer that begins as it should, and says this when it is asked. */
export function saying(...parts: readonly Buffer[]): FramePeer {
  return { connected: (socket) => socket.write(settings()), asked: (socket) => socket.write(Buffer.concat(parts)) };
}

/** The same, and ends the connection, or resets it. */
export function sayingAndLeaving(how: "end" | "reset", ...parts: readonly Buffer[]): FramePeer {
  const leave = (socket: Socket): unknown => (how === "end" ? socket.end() : socket.resetAndDestroy());
  return {
    connected: (socket) => socket.write(settings()),
    asked: (socket) => socket.write(Buffer.concat(parts), () => leave(socket)),
  };
}

/** The same, and then `more` as fast as it is taken. */
export function flooding(first: readonly Buffer[], more: Buffer): FramePeer {
  const batch = Buffer.concat(Array.from({ length: Math.max(1, Math.floor(65_536 / more.length)) }, () => more));
  return {
    connected: (socket) => socket.write(settings()),
    asked: (socket) => {
      const pour = (): void => {
        if (!socket.destroyed) socket.write(batch, (error) => void (error || setImmediate(pour)));
      };
      socket.write(Buffer.concat(first), pour);
    },
  };
}

/** The same, and then `more` every few milliseconds. */
export function trickling(first: readonly Buffer[], more: Buffer): FramePeer {
  return {
    connected: (socket) => socket.write(settings()),
    asked: (socket) => {
      socket.write(Buffer.concat(first));
      const timer = setInterval(() => socket.write(more), 5);
      socket.once("close", () => clearInterval(timer));
    },
  };
}
