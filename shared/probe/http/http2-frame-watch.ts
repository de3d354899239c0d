import { PeerFault } from "../peer-fault.ts";
import { printable } from "../printable.ts";
import type { Frame, FrameType } from "./http2-frame.ts";
import type { FrameListener } from "./http2-frame-reader.ts";
import { headersTooLarge } from "./http2-headers.ts";

/**
 * Frames that bring an answer no nearer, for one request: of each kind so many. Servers that measure their bandwidth send
 * PING as long as they send, and those that take a large body send WINDOW_UPDATE.
 */
const MOST_IDLE: Readonly<Partial<Record<FrameType, number>>> = { SETTINGS: 50, PING: 1_000, WINDOW_UPDATE: 100_000 };
const MOST_IDLE_OTHERS = 1_000;
const MOST_CONTINUATIONS = 8;
/** Those may name any stream, which means nothing to one who does not know them. */
const ANYWHERE: ReadonlySet<FrameType> = new Set(["PRIORITY", "unknown"]);

/** What the peer said with GOAWAY. */
export interface GoAway {
  readonly code: number;
  readonly lastStream: number;
  /** Whatever text it added, escaped and cut. */
  readonly text: string;
}

/**
 * Watches the frames that a peer sends, before they are acted upon: counts what costs and brings nothing, and remembers what
 * the peer itself said of an end, which cannot be told afterwards from what the library made of it.
 */
export class FrameWatch implements FrameListener {
  readonly #headersLimit: number;
  #highestStream = 0;
  #blockBytes = 0;
  #continuations = 0;
  #endsAfterBlock = false;
  #idle = new Map<FrameType, number>();
  /** Each with the bytes of body that came. */
  readonly #open = new Map<number, number>();
  readonly #ended = new Set<number>();
  readonly #resets = new Map<number, number>();
  #goAway: GoAway | undefined;

  /** @param headersLimit bytes of one block of headers, as they come */
  constructor(headersLimit: number) {
    this.#headersLimit = headersLimit;
  }

  /** A request is sent on this stream: what came before counts no more. */
  opened(stream: number): void {
    this.#highestStream = Math.max(this.#highestStream, stream);
    this.#open.set(stream, 0);
    this.#idle = new Map();
  }

  /** Nothing of this stream is asked for any more. */
  closed(stream: number): void {
    this.#open.delete(stream);
    this.#ended.delete(stream);
    this.#resets.delete(stream);
  }

  /** Whether the peer ended its side of `stream` as it should. */
  hasEnded(stream: number): boolean {
    return this.#ended.has(stream);
  }

  /** Bytes of body that came on `stream`, with their padding. */
  bodyBytes(stream: number): number {
    return this.#open.get(stream) ?? 0;
  }

  /** The code with which the peer reset `stream`; undefined where it did not. */
  resetCode(stream: number): number | undefined {
    return this.#resets.get(stream);
  }

  /** The last GOAWAY; undefined where none came. */
  get goAway(): GoAway | undefined {
    return this.#goAway;
  }

  /** @throws {PeerFault} where nobody should act upon the frame */
  begun(frame: Frame): void {
    const { type, length, stream } = frame;
    if (type === "PUSH_PROMISE") throw new PeerFault("pushed an answer that nobody asked for (PUSH_PROMISE)");
    const isOpened = stream <= this.#highestStream && (stream === 0 || stream % 2 === 1);
    if (!isOpened && !ANYWHERE.has(type)) {
      throw new PeerFault(`broke HTTP/2: ${type} for stream ${stream}, which nobody opened`);
    }
    if (type === "HEADERS" || type === "CONTINUATION") this.#watchHeaders(frame);
    else if (type !== "DATA" || length === 0) this.#countIdle(type);
  }

  ended({ type, stream, length, endsStream, endsHeaders }: Frame, payload: Buffer): void {
    const bodyBytes = this.#open.get(stream);
    if (type === "DATA" && bodyBytes !== undefined) this.#open.set(stream, bodyBytes + length);
    const isLast = type === "DATA" ? endsStream : endsHeaders && this.#endsAfterBlock;
    if (isLast && this.#open.has(stream)) this.#ended.add(stream);
    if (type === "RST_STREAM" && payload.length >= 4 && this.#open.has(stream)) {
      this.#resets.set(stream, payload.readUInt32BE(0));
    }
    if (type === "GOAWAY" && payload.length >= 8) {
      const text = printable(payload.subarray(8).toString());
      this.#goAway = { code: payload.readUInt32BE(4), lastStream: payload.readUInt32BE(0) & 0x7fff_ffff, text };
    }
  }

  #watchHeaders({ type, length, endsStream }: Frame): void {
    if (type === "HEADERS") {
      this.#blockBytes = 0;
      this.#continuations = 0;
      this.#endsAfterBlock = endsStream;
    } else {
      this.#continuations += 1;
    }
    this.#blockBytes += length;
    if (this.#blockBytes > this.#headersLimit) throw headersTooLarge(this.#headersLimit);
    if (this.#continuations > MOST_CONTINUATIONS) {
      throw new PeerFault(`a flood of CONTINUATION frames: more than ${MOST_CONTINUATIONS} for one block of headers`);
    }
  }

  #countIdle(type: FrameType): void {
    const count = (this.#idle.get(type) ?? 0) + 1;
    this.#idle.set(type, count);
    const most = MOST_IDLE[type] ?? MOST_IDLE_OTHERS;
    if (count <= most) return;
    throw new PeerFault(`a flood of ${type === "DATA" ? "empty DATA" : type} frames: more than ${most}`);
  }
}
