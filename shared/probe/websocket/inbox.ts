import type { Socket } from "node:net";
import { PeerFault } from "../peer-fault.ts";
import { describeSize } from "../http/size.ts";
import type { WebSocket } from "ws";
import type { Message } from "./message-match.ts";
import type { Upgrade } from "./websocket-options.ts";
import { describeWebSocketError } from "./websocket-fault.ts";

/** A peer that pings more often than this while a script runs does nothing else. */
const MOST_PINGS = 1_000;

export interface Closed {
  readonly code: number;
  readonly reason: string;
}

/** All that comes over a WebSocket until it is no longer of interest, within limits. */
export class Inbox {
  readonly messages: Message[] = [];
  /** Set once the connection is gone. */
  closed: Closed | undefined;
  /** Whether the connection was reset. */
  reset = false;
  readonly #limits: Upgrade["limits"];
  #fault: Error | undefined;
  #read = 0;
  #size = 0;
  #pings = 0;
  #stopped = false;
  #wake: (() => void) | undefined;

  /** @param socket one over `raw` that is not open yet, or messages are lost */
  constructor(socket: WebSocket, raw: Socket, limits: Upgrade["limits"]) {
    this.#limits = limits;
    // To `ws` that is a close like others.
    raw.once("error", () => (this.reset = true));
    socket.on("message", (data: Buffer, isBinary: boolean) =>
      this.#take(isBinary ? data : data.toString("utf8"), data),
    );
    socket.on("ping", (data) => {
      this.#pings += 1;
      if (this.#pings > MOST_PINGS) this.#fail(new PeerFault(`more than ${MOST_PINGS} pings`));
      else socket.pong(data);
    });
    socket.on("error", (error) => this.#fail(describeWebSocketError(error, limits)));
    socket.on("close", (code, reason) => {
      this.closed = { code, reason: reason.toString("utf8") };
      this.#wake?.();
    });
  }

  /**
   * The next message; undefined where the peer has closed.
   * @throws {PeerFault} where it broke the protocol or went over a limit, or what the socket raised
   */
  async next(signal: AbortSignal): Promise<Message | undefined> {
    for (;;) {
      signal.throwIfAborted();
      const message = this.messages[this.#read];
      if (message !== undefined) {
        this.#read += 1;
        return message;
      }
      if (this.#fault) throw this.#fault;
      if (this.closed) return undefined;
      await this.#somethingNew(signal);
    }
  }

  /** Takes no more: what comes while the connection is being closed is nobody's business. */
  stop(): void {
    this.#stopped = true;
  }

  async #somethingNew(signal: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#wake = resolve;
    signal.addEventListener("abort", this.#wake, { once: true });
    await promise;
    signal.removeEventListener("abort", this.#wake);
  }

  #take(message: Message, { length }: Buffer): void {
    if (this.#stopped || this.#fault) return;
    this.#size += length;
    if (this.messages.length === this.#limits.count) {
      this.#fail(new PeerFault(`more than ${this.#limits.count} messages`));
    } else if (this.#size > this.#limits.messages) {
      this.#fail(new PeerFault(`messages larger than ${describeSize(this.#limits.messages)} together`));
    } else {
      this.messages.push(message);
      this.#wake?.();
    }
  }

  #fail(fault: Error): void {
    this.#fault ??= fault;
    this.#wake?.();
  }
}
