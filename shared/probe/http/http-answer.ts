import type { Phases } from "../phases.ts";
import type { TlsFacts } from "../tls/tls-facts.ts";

export type HttpVersion = "1.0" | "1.1" | "2";

/** A header's value, or its values where it came several times. Names are in lower case. */
export type AnswerHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** An answer over HTTP, as far as it was read. All of it comes from a peer that is not to be trusted. */
export interface HttpAnswer<Body = unknown> {
  readonly status: number;
  readonly version: HttpVersion;
  readonly headers: AnswerHeaders;
  /**
   * The body as text, decompressed: all of it, or its first 64 KiB where nothing is expected of it. Empty where it is
   * compressed with something that the probe does not accept.
   */
  readonly text: string;
  /** The body as JSON, which throws a {@link SyntaxError} for anything else; after `body(schema)`, what that made of it. */
  readonly body: Body;
  /** Bytes of the body on the wire. */
  readonly sizeOnWire: number;
  /** Bytes of the body after decompression. */
  readonly size: number;
  /** What the body was compressed with: `gzip`, `br`, `deflate`, `zstd`; undefined where it was not. */
  readonly encoding: string | undefined;
  /** Milliseconds from the intended start to the end of the body. */
  readonly latencyMs: number;
  readonly phases: Phases;
  /** What the peer showed, where it spoke TLS. */
  readonly tls: TlsFacts | undefined;
  /** Where redirects led, in their order; none where they are not followed. */
  readonly redirects: readonly string[];
}
