import type { WebSocket } from "ws";
import { PeerFault } from "../peer-fault.ts";
import type { PhaseClock } from "../phases.ts";
import { printable } from "../printable.ts";
import { reveal } from "../secret.ts";
import type { Inbox } from "./inbox.ts";
import { describeMessage } from "./message-match.ts";
import { describeAwaited, type Awaiting, type Closing, type Step } from "./script.ts";
import type { UnmetStep } from "./websocket-answer.ts";

/**
 * Goes through the script, up to the first step that does not come about.
 * @throws {PeerFault} where the peer broke the protocol or went over a limit, what the socket raised, or the reason with
 *   which `signal` was aborted
 */
export async function converse(
  socket: WebSocket,
  inbox: Inbox,
  script: readonly Step[],
  clock: PhaseClock,
  signal: AbortSignal,
): Promise<UnmetStep | undefined> {
  for (const step of script) {
    if (step.does === "send") {
      // Where the connection is gone already, the next step that awaits something says so.
      socket.send(step.message instanceof Uint8Array ? step.message : reveal(step.message), () => undefined);
      continue;
    }
    const awaited = describeAwaited(step);
    clock.begin("body", (afterMs) => new PeerFault(`no ${awaited} in ${afterMs} ms${describeReceived(inbox)}`));
    const observed = await (step.does === "expect"
      ? awaitMessage(inbox, step, signal)
      : awaitClose(inbox, step, signal));
    if (observed !== undefined) return { expected: awaited, observed };
  }
  return undefined;
}

/** What came in place of the message; undefined where it came. */
async function awaitMessage(inbox: Inbox, { match, next }: Awaiting, signal: AbortSignal): Promise<string | undefined> {
  for (;;) {
    const message = await inbox.next(signal);
    if (message === undefined) return describeClosed(inbox);
    if (await match.accepts(message)) return undefined;
    if (next) return `message ${describeMessage(message)}`;
  }
}

async function awaitClose(inbox: Inbox, { code }: Closing, signal: AbortSignal): Promise<string | undefined> {
  while ((await inbox.next(signal)) !== undefined);
  return code === undefined || inbox.closed?.code === code ? undefined : describeClosed(inbox);
}

const NO_CLOSE_FRAME = 1006;
const NO_CODE = 1005;

function describeClosed(inbox: Inbox): string {
  const { code, reason } = inbox.closed ?? { code: NO_CLOSE_FRAME, reason: "" };
  const received = describeReceived(inbox);
  if (inbox.reset) return `connection reset${received}`;
  if (code === NO_CLOSE_FRAME) return `connection closed without a close frame${received}`;
  if (code === NO_CODE) return `closed without a code${received}`;
  return `closed with ${code}${reason === "" ? "" : ` (${printable(reason)})`}${received}`;
}

function describeReceived({ messages }: Inbox): string {
  const last = messages.at(-1);
  return last === undefined
    ? ""
    : ` after ${messages.length} message${messages.length === 1 ? "" : "s"}, the last ${describeMessage(last)}`;
}
