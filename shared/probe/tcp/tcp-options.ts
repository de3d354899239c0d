import type { Size } from "../http/http-request.ts";
import { bytes } from "../http/size.ts";
import type { ProbeOptions } from "../probe-base.ts";
import { checkHandshake, pickHandshake, type HandshakeOptions } from "../tls/handshake-options.ts";
import type { TextEncoding } from "./received-text.ts";

/** What a user may say of a connection. */
export interface TcpOptions extends ProbeOptions, HandshakeOptions {
  /** Speaks plain TCP with a target that has TLS settings. Default: TLS from the start, unless the script starts it. */
  readonly plain?: boolean;
  readonly limits?: {
    /** All that is received. Default: `"64KiB"`. */
    readonly received?: Size;
  };
  /** How what is received is read as text, and text is sent. Default: `"utf8"`; `"latin1"` for bytes. */
  readonly encoding?: TextEncoding;
}

/** How a connection is opened and read: checked, and with every default in its place. */
export interface TcpSettings {
  readonly plain: boolean;
  readonly limit: number;
  readonly encoding: TextEncoding;
  readonly handshake: HandshakeOptions;
}

const LIMIT: Size = "64KiB";

/** @throws {RangeError} for options that mean nothing */
export function readTcpOptions(options: TcpOptions): TcpSettings {
  checkHandshake(options);
  const { plain = false, limits = {}, encoding = "utf8" } = options;
  return { plain, limit: bytes(limits.received ?? LIMIT), encoding, handshake: pickHandshake(options) };
}
