import { PeerFault } from "../peer-fault.ts";
import { describeSize } from "../http/size.ts";

/** A flag, and the length of the message. */
const PREFIX_BYTES = 5;
/** The answer has two bytes; a later version may add to it. */
const LARGEST_MESSAGE = 4 * 1024;

/** A message as gRPC frames it, not compressed. */
export function frameMessage(message: Buffer): Buffer {
  const prefix = Buffer.alloc(PREFIX_BYTES);
  prefix.writeUInt32BE(message.length, 1);
  return Buffer.concat([prefix, message]);
}

/** Takes the one framed message of an answer as it comes, and stops a peer that sends anything else. */
export class MessageCollector {
  #bytes: Buffer = Buffer.alloc(0);

  get isEmpty(): boolean {
    return this.#bytes.length === 0;
  }

  /** @throws {PeerFault} as soon as it cannot be one message of a reasonable size */
  push(chunk: Buffer): void {
    const space = PREFIX_BYTES + LARGEST_MESSAGE - this.#bytes.length;
    const isTooMuch = chunk.length > space;
    this.#bytes = Buffer.concat([this.#bytes, chunk.subarray(0, Math.max(0, space))]);
    if (this.#bytes.length < PREFIX_BYTES) return;
    const flag = this.#bytes.readUInt8(0);
    if (flag === 1) throw new PeerFault("a compressed gRPC message, which was not asked for");
    if (flag !== 0) throw new PeerFault(`a gRPC frame with flag ${flag}, which is not defined`);
    const length = this.#length;
    if (length > LARGEST_MESSAGE) {
      throw new PeerFault(
        `a gRPC message of ${length} bytes, where at most ${describeSize(LARGEST_MESSAGE)} are taken`,
      );
    }
    if (isTooMuch || this.#bytes.length > PREFIX_BYTES + length) {
      throw new PeerFault("more than one gRPC message, where one answers");
    }
  }

  /**
   * The message, after the end of the answer.
   * @throws {PeerFault} where none came, or not all of it
   */
  end(): Buffer {
    const { length } = this.#bytes;
    if (length === 0) throw new PeerFault("grpc status 0 OK without a message");
    if (length < PREFIX_BYTES) throw new PeerFault(`a gRPC frame that is cut off after ${length} bytes`);
    const came = length - PREFIX_BYTES;
    if (came < this.#length) {
      throw new PeerFault(`a gRPC frame that is cut off: ${came} bytes of a message of ${this.#length}`);
    }
    return this.#bytes.subarray(PREFIX_BYTES);
  }

  get #length(): number {
    return this.#bytes.readUInt32BE(1);
  }
}
