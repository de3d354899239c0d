import { createHash } from "node:crypto";
import type { Socket } from "node:net";
import { startTcp, type RunningServer } from "./start-server.ts";

/** What a frame may have that it should not. */
export interface FrameFaults {
  readonly masked?: boolean;
  readonly fin?: boolean;
  /** The reserved bits: 0..7. */
  readonly reserved?: number;
  /** The length that it claims to have. */
  readonly claims?: number;
}

export const OPCODES = { continuation: 0, text: 1, binary: 2, unknown: 3, close: 8, ping: 9, pong: 10 } as const;

/** One frame as it is on the wire, with all the faults that are asked for. */
export function frame(
  opcode: keyof typeof OPCODES,
  payload: string | Buffer = "",
  { masked = false, fin = true, reserved = 0, claims }: FrameFaults = {},
): Buffer {
  const bytes = Buffer.from(payload);
  const length = claims ?? bytes.length;
  const head = Buffer.alloc(length < 126 ? 2 : length < 65_536 ? 4 : 10);
  head[0] = (fin ? 0x80 : 0) | (reserved << 4) | OPCODES[opcode];
  head[1] = (masked ? 0x80 : 0) | (length < 126 ? length : length < 65_536 ? 126 : 127);
  if (head.length === 4) head.writeUInt16BE(length, 2);
  if (head.length === 10) head.writeBigUInt64BE(BigInt(length), 2);
  // A mask of zeros leaves the bytes as they are.
  return Buffer.concat([head, ...(masked ? [Buffer.alloc(4)] : []), bytes]);
}

/** The answer to an upgrade, as RFC 6455 has it, and more header lines. */
export function acceptUpgrade(request: string, ...lines: readonly string[]): string {
  const key = /^sec-websocket-key: *(\S+)/imu.exec(request)?.[1] ?? "";
  const accept = createHash("sha1").update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest("base64");
  const head = ["HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade"];
  return [...head, `Sec-WebSocket-Accept: ${accept}`, ...lines, "", ""].join("\r\n");
}

/** A peer that upgrades in good order, and then does with the bare connection what it likes. */
export function startHostileWebSocket(
  handle: (socket: Socket) => void,
  ...lines: readonly string[]
): Promise<RunningServer> {
  return startTcp((socket) => {
    socket.once("data", (request) => {
      socket.write(acceptUpgrade(request.toString("latin1"), ...lines));
      handle(socket);
    });
  });
}
