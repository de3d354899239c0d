import type { IncomingHttpHeaders } from "node:http";
import type { AwsError } from "./aws-error.ts";

/** An HTTP request whose body has been read. */
export interface WireRequest {
  readonly method: string;
  /** The path as sent, still percent-encoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array;
}

/** An HTTP answer; the server adds the length, and the request id where the headers have none. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** The operation that a request asks for, as the request names it: neither need exist. */
export interface WireTarget {
  readonly service: string;
  readonly operation: string;
}

/** One of the ways in which AWS clients write operations into HTTP. */
export interface Protocol {
  /** Whether the request is written in this protocol. */
  accepts(request: WireRequest): boolean;
  target(request: WireRequest): WireTarget;
  /** The error for an operation that does not exist. */
  unknownOperation(request: WireRequest, target: WireTarget): AwsError;
  /** @throws AwsError: the request is malformed. */
  readInput(request: WireRequest, target: WireTarget): object;
  /** @throws TypeError: the output holds what the protocol cannot carry. */
  writeOutput(target: WireTarget, output: object, requestId: string): WireAnswer;
  writeError(request: WireRequest, target: WireTarget, error: AwsError, requestId: string): WireAnswer;
}
