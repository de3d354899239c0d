import type { HttpOptions, HttpRequest, Size } from "../http/http-request.ts";
import { makeRequest, RequestDefinitionError } from "../http/make-request.ts";
import { bytes } from "../http/size.ts";
import type { ProbeOptions } from "../probe-base.ts";
import { reveal, type Text } from "../secret.ts";

/** What a user may say of a WebSocket beside its path. */
export interface WebSocketOptions
  extends ProbeOptions, Pick<HttpOptions, "headers" | "query" | "host" | "bearer" | "basic"> {
  /** Subprotocols that are offered, the best first. The peer has to choose one of them. Default: none. */
  readonly protocols?: readonly string[];
  /** Offers to compress messages. Default: false. */
  readonly perMessageDeflate?: boolean;
  readonly limits?: WebSocketLimits;
}

export interface WebSocketLimits {
  /** All header lines of the answer to the upgrade together. Default: `"16KiB"`. */
  readonly headers?: Size;
  /** One message after decompression. Default: `"64KiB"`. */
  readonly message?: Size;
  /** All messages together. Default: `"1MiB"`. */
  readonly messages?: Size;
  /** How many messages. Default: 1,000. */
  readonly count?: number;
}

/** An upgrade as it is asked for: checked, and with every default in its place. */
export interface Upgrade {
  readonly request: HttpRequest;
  readonly protocols: readonly string[];
  readonly perMessageDeflate: boolean;
  readonly limits: Readonly<Record<keyof WebSocketLimits, number>>;
}

const MESSAGE_LIMIT = 64 * 1024;
const MESSAGES_LIMIT = 1024 * 1024;
const COUNT_LIMIT = 1_000;
const TOKEN = /^[!#$%&'*+.^`|~\w-]+$/u;

/**
 * The upgrade that `options` describe.
 * @throws {RequestDefinitionError} naming all that cannot be sent
 */
export function makeUpgrade(path: Text, options: WebSocketOptions): Upgrade {
  const { protocols = [], perMessageDeflate = false, limits = {}, timeout: _, phaseTimeouts: __, ...request } = options;
  const count = limits.count ?? COUNT_LIMIT;
  const faults = [
    ...(reveal(path).includes("#") ? ["path: expected none with a #"] : []),
    ...protocols.filter((name) => !TOKEN.test(name)).map((name) => `protocols: ${JSON.stringify(name)} is no name`),
    ...(new Set(protocols).size < protocols.length ? ["protocols: one of them is there twice"] : []),
    ...(Number.isInteger(count) && count > 0 ? [] : [`limits.count: expected 1 or more, received ${count}`]),
    ...Object.keys(options.headers ?? {})
      .filter((name) => /^sec-websocket-/iu.test(name))
      .map((name) => `headers: ${name} is the prober's own to send`),
  ];
  if (faults.length > 0) throw new RequestDefinitionError(`WebSocket ${String(path)}: ${faults.join("; ")}`);
  return {
    request: makeRequest("GET", path, {
      ...request,
      ...(limits.headers !== undefined && { limits: { headers: limits.headers } }),
    }),
    protocols,
    perMessageDeflate,
    limits: {
      headers: bytes(limits.headers ?? "16KiB"),
      message: bytes(limits.message ?? MESSAGE_LIMIT),
      messages: bytes(limits.messages ?? MESSAGES_LIMIT),
      count,
    },
  };
}
