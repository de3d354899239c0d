import { PeerFault } from "../peer-fault.ts";
import { judgeFirstFrame } from "./http2-first-frame.ts";
import { FRAME_HEADER_BYTES, readFrameHeader, type Frame } from "./http2-frame.ts";

/** The largest payload that a peer may send to one who did not allow more. */
const LARGEST_PAYLOAD = 16_384;
/** So much of a payload is kept: all of RST_STREAM, and of GOAWAY the beginning of its text. */
const PAYLOAD_KEPT = 128;
const NOTHING = Buffer.alloc(0);

/** Who is told of frames. Both may throw. */
export interface FrameListener {
  /** Before its payload has come. */
  begun(frame: Frame): void;
  /** @param payload the beginning of it, where the frame is one that is told what for: RST_STREAM and GOAWAY */
  ended(frame: Frame, payload: Buffer): void;
}

/** Cuts what a peer of HTTP/2 sends into frames, and keeps next to nothing of it. */
export class FrameReader {
  readonly #listener: FrameListener;
  readonly #header = Buffer.alloc(FRAME_HEADER_BYTES);
  #headerFilled = 0;
  #frame: Frame | undefined;
  #payload = NOTHING;
  #payloadLeft = 0;
  #hasBegun = false;

  constructor(listener: FrameListener) {
    this.#listener = listener;
  }

  /** Whether the peer has shown that it speaks HTTP/2. */
  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  /** @throws {PeerFault} for what is not HTTP/2, and what the listener throws */
  push(chunk: Buffer): void {
    for (let at = 0; at < chunk.length;) {
      at += this.#frame ? this.#takePayload(this.#frame, chunk.subarray(at)) : this.#takeHeader(chunk, at);
    }
  }

  #takeHeader(chunk: Buffer, at: number): number {
    const copied = chunk.copy(this.#header, this.#headerFilled, at, at + FRAME_HEADER_BYTES - this.#headerFilled);
    this.#headerFilled += copied;
    if (!this.#hasBegun) judgeFirstFrame(this.#header.subarray(0, this.#headerFilled), chunk);
    if (this.#headerFilled < FRAME_HEADER_BYTES) return copied;
    this.#headerFilled = 0;
    this.#hasBegun = true;
    const frame = readFrameHeader(this.#header);
    if (frame.length > LARGEST_PAYLOAD) {
      throw new PeerFault(`broke HTTP/2: a frame of ${frame.length} bytes where ${LARGEST_PAYLOAD} are allowed`);
    }
    this.#listener.begun(frame);
    this.#frame = frame;
    this.#payload = NOTHING;
    this.#payloadLeft = frame.length;
    if (frame.length === 0) this.#end(frame);
    return copied;
  }

  #takePayload(frame: Frame, rest: Buffer): number {
    const part = rest.subarray(0, this.#payloadLeft);
    this.#payloadLeft -= part.length;
    if (frame.type === "RST_STREAM" || frame.type === "GOAWAY") {
      this.#payload = Buffer.concat([this.#payload, part]).subarray(0, PAYLOAD_KEPT);
    }
    if (this.#payloadLeft === 0) this.#end(frame);
    return part.length;
  }

  #end(frame: Frame): void {
    this.#frame = undefined;
    this.#listener.ended(frame, this.#payload);
  }
}
