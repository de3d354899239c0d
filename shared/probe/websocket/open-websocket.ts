import type { ClientRequest, IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { WebSocket } from "ws";
import { PeerFault } from "../peer-fault.ts";
import type { PhaseClock } from "../phases.ts";
import { reveal } from "../secret.ts";
import { hostAndPort, type Target } from "../target.ts";
import { Inbox } from "./inbox.ts";
import { describeWebSocketError } from "./websocket-fault.ts";
import type { Upgrade } from "./websocket-options.ts";

/** So much of the body of a refusal says what it is about. */
const REFUSAL_BYTES = 1_024;
/** How long a peer may take for its part of the closing, in milliseconds. */
const CLOSING_MS = 250;

/** What became of the upgrade. */
export interface Opening {
  readonly socket: WebSocket;
  readonly inbox: Inbox;
  readonly response: IncomingMessage;
  /** The beginning of the body, where it was refused; undefined where it was not. */
  readonly refusal: string | undefined;
}

/**
 * Asks for an upgrade over `raw`, which the caller destroys or closes.
 * @throws {PeerFault} for an answer that is none to an upgrade, what the socket raised, or the reason with which `signal`
 *   was aborted
 */
export async function openWebSocket(
  { request, protocols, perMessageDeflate, limits }: Upgrade,
  raw: Socket,
  target: Target,
  clock: PhaseClock,
  signal: AbortSignal,
): Promise<Opening> {
  signal.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<Omit<Opening, "socket" | "inbox">>();
  const entries = Object.entries(request.headers).map(([name, text]): [string, string] => [name, reveal(text)]);
  clock.begin("request");
  const options: WebSocket.ClientOptions & { readonly closeTimeout: number; readonly maxHeaderSize: number } = {
    createConnection: () => raw,
    headers: { host: request.host ?? target.host ?? hostAndPort(target), ...Object.fromEntries(entries) },
    maxHeaderSize: limits.headers,
    maxPayload: limits.message,
    perMessageDeflate,
    autoPong: false,
    closeTimeout: CLOSING_MS,
    finishRequest: (sent) => {
      // As it was written: a URL would have been put into its normal form.
      sent.path = reveal(request.path);
      sent.once("finish", () => {
        clock.end("request");
        clock.begin("firstByte");
      });
      sent.end();
    },
  };
  // Over TLS, too, its URL is that of plain WebSocket: the connection stands already.
  const socket = new WebSocket("ws://target", [...protocols], options);
  const inbox = new Inbox(socket, raw, limits);
  const stop = (): void => reject(signal.reason);
  signal.addEventListener("abort", stop, { once: true });
  const answered = (): void => {
    clock.end("firstByte");
    clock.begin("body");
  };
  let upgraded: IncomingMessage | undefined;
  socket.once("upgrade", (response) => {
    answered();
    upgraded = response;
  });
  socket.once("open", () => upgraded && resolve({ response: upgraded, refusal: undefined }));
  socket.once("unexpected-response", (_sent: ClientRequest, response) => {
    answered();
    const { statusCode } = response;
    clock.begin("body", (afterMs) => new PeerFault(`status ${statusCode}, and no whole body in ${afterMs} ms`));
    readRefusal(response).then((refusal) => resolve({ response, refusal }), reject);
  });
  socket.on("error", (error) => reject(describeWebSocketError(error, limits)));
  try {
    return { socket, inbox, ...(await promise) };
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

/** As much of it as came: the status alone is an answer. */
async function readRefusal(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= REFUSAL_BYTES) break;
    }
  } catch {
    // It was cut off.
  }
  return Buffer.concat(chunks).toString("utf8", 0, REFUSAL_BYTES);
}
