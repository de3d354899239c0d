import type { Socket } from "node:net";

export type Answer = (socket: Socket) => void;

/** A packet of MySQL's protocol. */
export function packet(sequence: number, body: Buffer, length = body.length): Buffer {
  return Buffer.concat([Buffer.from([length & 255, (length >> 8) & 255, length >> 16, sequence]), body]);
}

const TLS = 0x0800;
// Protocol 4.1, a database, secure connections and plugins.
const CAPABILITIES = 0x0008_8208;

/** With which a server begins. */
export function greeting({ tls = false, plugin = "mysql_native_password" } = {}): Buffer {
  const capabilities = CAPABILITIES | (tls ? TLS : 0);
  const numbers = Buffer.alloc(31);
  numbers.writeUInt32LE(7, 0);
  numbers.write("12345678", 4, "latin1");
  numbers.writeUInt16LE(capabilities & 0xffff, 13);
  numbers.writeUInt8(45, 15);
  numbers.writeUInt16LE(2, 16);
  numbers.writeUInt16LE(capabilities >>> 16, 18);
  numbers.writeUInt8(21, 20);
  const salt = Buffer.from(`123456789012\0${plugin}\0`);
  return packet(0, Buffer.concat([Buffer.from("\n8.0.99\0", "latin1"), numbers, salt]));
}

export function ok(sequence: number): Buffer {
  return packet(sequence, Buffer.from([0, 0, 0, 2, 0, 0, 0]));
}

export function failure(sequence: number, errno: number, text: string): Buffer {
  return packet(sequence, Buffer.concat([Buffer.from([255, errno & 255, errno >> 8]), Buffer.from(`#HY000${text}`)]));
}

/** A description of a column of text, by its name. */
export function column(sequence: number, name: string): Buffer {
  const text = (value: string): Buffer => Buffer.concat([Buffer.from([value.length]), Buffer.from(value)]);
  const rest = Buffer.from([12, 45, 0, 255, 255, 0, 0, 253, 0, 0, 0, 0, 0]);
  return packet(sequence, Buffer.concat([text("def"), text(""), text("t"), text("t"), text(name), text(name), rest]));
}

export function end(sequence: number): Buffer {
  return packet(sequence, Buffer.from([254, 0, 0, 2, 0]));
}

/** A server that lets everybody in, begins his transaction, and answers his first question in its own way. */
export function lettingIn(answer: Answer): Answer {
  return (socket) => {
    let heard = 0;
    socket.write(greeting());
    socket.on("data", () => {
      heard += 1;
      if (heard === 1) socket.write(ok(2));
      else if (heard <= 4) socket.write(ok(1));
      else if (heard === 5) answer(socket);
    });
  };
}
