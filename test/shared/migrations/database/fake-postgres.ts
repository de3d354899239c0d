import type { Socket } from "node:net";

/** What a server does with a connection, from one step of PostgreSQL's protocol on. */
export type Answer = (socket: Socket) => void;

/** A message of PostgreSQL's protocol. */
export function message(type: string, body: Buffer, length = body.length + 4): Buffer {
  const header = Buffer.alloc(5);
  header.write(type, "latin1");
  header.writeUInt32BE(length, 1);
  return Buffer.concat([header, body]);
}

export const READY = message("Z", Buffer.from("I"));
export const LOGGED_IN = message("R", Buffer.alloc(4));
const DONE = message("C", Buffer.from("BEGIN\0"));

/** A description of columns by these names, all of them text. */
export function columns(...names: readonly string[]): Buffer {
  const count = Buffer.alloc(2);
  count.writeUInt16BE(names.length);
  const described = names.map((name) =>
    Buffer.concat([Buffer.from(`${name}\0`), Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 25, 255, 255, 0, 0, 0, 0, 0, 0])]),
  );
  return message("T", Buffer.concat([count, ...described]));
}

export function row(...values: readonly string[]): Buffer {
  const count = Buffer.alloc(2);
  count.writeUInt16BE(values.length);
  const written = values.map((value) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(value.length);
    return Buffer.concat([length, Buffer.from(value)]);
  });
  return message("D", Buffer.concat([count, ...written]));
}

export function failure(fields: Readonly<Record<string, string>>): Buffer {
  return message(
    "E",
    Buffer.from(
      `${Object.entries(fields)
        .map(([type, text]) => `${type}${text}\0`)
        .join("")}\0`,
    ),
  );
}

/** A server that lets everybody in, begins his transaction, and answers his first question in its own way. */
export function lettingIn(answer: Answer): Answer {
  return (socket) => {
    let heard = 0;
    socket.on("data", () => {
      heard += 1;
      if (heard === 1) socket.write(Buffer.concat([LOGGED_IN, READY]));
      else if (heard === 2) socket.write(Buffer.concat([DONE, DONE, DONE, DONE, DONE, READY]));
      else if (heard === 3) answer(socket);
    });
  };
}
