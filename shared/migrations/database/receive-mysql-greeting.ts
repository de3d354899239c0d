import type { Socket } from "node:net";
import { DatabaseError } from "./database-error.ts";
import { receive } from "./receive.ts";
import { showText } from "./show-text.ts";

const HEADER = 4;
const LONGEST_GREETING = 4_096;
const PROTOCOL_VERSION = 10;
const ERROR = 0xff;

/**
 * The packet with which a MySQL server begins, and nothing beside it: what came after it before TLS would be taken for an
 * answer that came by TLS, and anybody could have sent it.
 * @throws {DatabaseError} where it is none
 * @throws the network's error
 */
export async function receiveMysqlGreeting(socket: Socket, server: string): Promise<Buffer> {
  const received = await receive(
    socket,
    (bytes) => !isBeginning(bytes) || (bytes.length >= HEADER && bytes.length >= endOf(bytes)),
  );
  if (isBeginning(received) && received.length === endOf(received)) return received;
  const shown = showText(received.toString("latin1"));
  throw new DatabaseError(
    "protocol",
    `${server} does not answer as MySQL does: expected its greeting, received ${shown}`,
  );
}

/** Whether it may become the packet that is expected. */
function isBeginning(bytes: Buffer): boolean {
  const first = bytes[HEADER];
  const isKnown = first === undefined || first === PROTOCOL_VERSION || first === ERROR;
  return isKnown && (bytes.length < HEADER || endOf(bytes) <= LONGEST_GREETING);
}

function endOf(bytes: Buffer): number {
  return HEADER + bytes.readUIntLE(0, 3);
}
