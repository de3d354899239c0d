import type { Socket } from "node:net";
import type { DatabaseErrorKind } from "../../../../shared/migrations/database/database-error.ts";
import type { DatabaseSettings } from "../../../../shared/migrations/database/database-settings.ts";

/** A server that does wrong, and what is to be said of it. */
export interface HostileDatabase {
  /** `that hangs in a row` */
  readonly is: string;
  readonly does: (socket: Socket) => void;
  readonly kind: DatabaseErrorKind;
  readonly message: RegExp;
  readonly settings?: Partial<DatabaseSettings>;
}

export const PASSWORD = "hunter2-secret";
/** What an error of a server may say, to do harm where it is shown. */
export const HOSTILE_TEXT = `\u001B[2J${PASSWORD}\u202E${"x".repeat(10_000)}`;
export const HOSTILE_TEXT_SHOWN = /The user "reader" may not .* "\\u001b\[2J\*\*\*\\u202exxx/;

export const withTls = { tls: {} };

/** Says this, and nothing after it. */
export function say(...chunks: readonly Buffer[]): (socket: Socket) => void {
  return (socket) => void socket.write(Buffer.concat([...chunks]));
}

/** Says this over and over, as fast as it is read. */
export function pour(...chunks: readonly Buffer[]): (socket: Socket) => void {
  const chunk = Buffer.concat([...chunks]);
  return (socket) => {
    const more = (): void => {
      if (!socket.destroyed) socket.write(chunk, (error) => void (error || setImmediate(more)));
    };
    more();
  };
}

/** Says this, and then a byte every few milliseconds. */
export function drip(...chunks: readonly Buffer[]): (socket: Socket) => void {
  return (socket) => {
    socket.write(Buffer.concat([...chunks]));
    const timer = setInterval(() => socket.write("x"), 5);
    socket.once("close", () => clearInterval(timer));
  };
}
