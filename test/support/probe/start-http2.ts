import {
  createSecureServer,
  createServer,
  type Http2Server,
  type IncomingHttpHeaders,
  type ServerHttp2Stream,
} from "node:http2";
import type { SecureServerOptions } from "node:http2";
import { listen, type RunningServer } from "./start-server.ts";

/** What a server does with one request. */
export type HandleStream = (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => void;

/** A server that speaks HTTP/2: over TLS where it is given a certificate, by prior knowledge otherwise. */
export function startHttp2(handle: HandleStream, options: SecureServerOptions = {}): Promise<RunningServer> {
  const server: Http2Server = options.cert === undefined ? createServer(options) : createSecureServer(options);
  server.on("stream", (stream, headers) => {
    stream.on("error", () => undefined);
    handle(stream, headers);
  });
  server.on("sessionError", () => undefined);
  return listen(server, "127.0.0.1");
}
