import { once } from "node:events";
import type { IncomingHttpHeaders, OutgoingHttpHeaders, SecureServerOptions, ServerHttp2Stream } from "node:http2";
import { startHttp2 } from "./start-http2.ts";
import type { RunningServer } from "./start-server.ts";

/** What a health service answers: a number is the serving status, a string the status of gRPC and its text. */
export interface HealthReply {
  readonly status?: number;
  readonly grpcStatus?: number;
  readonly grpcMessage?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly trailers?: OutgoingHttpHeaders;
}

/** What a server was asked. */
export interface HealthCall {
  readonly service: string;
  readonly headers: IncomingHttpHeaders;
}

/** Frames a message as gRPC does. */
export function framed(message: Buffer, flag = 0, length = message.length): Buffer {
  const prefix = Buffer.from([flag, 0, 0, 0, 0]);
  prefix.writeUInt32BE(length, 1);
  return Buffer.concat([prefix, message]);
}

/**
 * A server of `grpc.health.v1.Health/Check` that is strict with its clients: what the specification of gRPC over HTTP/2 does
 * not allow is answered with 400, or with another status that it asks for.
 */
export function startGrpcHealth(
  reply: (call: HealthCall) => HealthReply,
  options: SecureServerOptions = {},
): Promise<RunningServer> {
  return startHttp2((stream, headers) => void answer(stream, headers, reply), options);
}

async function answer(
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
  reply: (call: HealthCall) => HealthReply,
): Promise<void> {
  const chunks: Buffer[] = [];
  stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  await once(stream, "end");
  const fault = faultIn(headers, Buffer.concat(chunks));
  if (fault !== undefined) return stream.respond({ ":status": 400, "x-fault": fault }, { endStream: true });
  const service = Buffer.concat(chunks).subarray(7).toString();
  const said = reply({ service, headers });
  const { status, grpcStatus = 0, grpcMessage } = said;
  const trailers = {
    "grpc-status": grpcStatus,
    ...(grpcMessage !== undefined && { "grpc-message": grpcMessage }),
    ...said.trailers,
  };
  const head = { ":status": 200, "content-type": "application/grpc", ...said.headers };
  // Without a message there is one block of headers alone.
  if (status === undefined) return stream.respond({ ...head, ...trailers }, { endStream: true });
  stream.respond(head, { waitForTrailers: true });
  stream.on("wantTrailers", () => stream.sendTrailers(trailers));
  stream.end(framed(Buffer.from(status === 0 ? [] : [0x08, status])));
}

const WANTED: Readonly<Record<string, RegExp>> = {
  ":method": /^POST$/u,
  ":scheme": /^https?$/u,
  ":path": /^\/grpc\.health\.v1\.Health\/Check$/u,
  ":authority": /./u,
  te: /^trailers$/u,
  "content-type": /^application\/grpc(?:\+proto)?$/u,
  "grpc-timeout": /^\d{1,8}[HMSmun]$/u,
};

/** A name of up to 127 bytes, which is what these tests ask for. */
function faultIn(headers: IncomingHttpHeaders, body: Buffer): string | undefined {
  for (const [name, pattern] of Object.entries(WANTED)) {
    if (!pattern.test(String(headers[name]))) return `${name}: ${String(headers[name])}`;
  }
  const names = Object.keys(headers);
  if (names.findIndex((name) => !name.startsWith(":")) < names.findLastIndex((name) => name.startsWith(":"))) {
    return "a pseudo-header after the others";
  }
  const message = body.subarray(5);
  if (body.length < 5 || body[0] !== 0 || body.readUInt32BE(1) !== message.length) return "a badly framed message";
  if (message.length === 0) return undefined;
  return message[0] === 0x0a && message[1] === message.length - 2
    ? undefined
    : "a message that is no HealthCheckRequest";
}
