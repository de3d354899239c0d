import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { dispatch, type AwsBackend } from "./dispatch.ts";
import { PortInUseError } from "./port-in-use-error.ts";
import { readRequest } from "./read-request.ts";

/** What an AWS server needs. */
export interface AwsServerOptions extends AwsBackend {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** The largest request body, in bytes; 8 MiB by default: no service here takes more than Lambda's 6 MB. */
  readonly bodyLimit?: number;
}

/** A server that AWS clients talk to when `AWS_ENDPOINT_URL` is its endpoint. */
export interface AwsServer extends AsyncDisposable {
  readonly port: number;
  /** Such as `http://127.0.0.1:4566`. */
  readonly endpoint: string;
  /** Breaks off every connection, aborts the handlers' signal and frees the port. Harmless when repeated. */
  close(): Promise<void>;
}

/**
 * Listens on 127.0.0.1 for calls in the wire protocols of AWS and answers them from the given handlers. What no handler
 * answers is an error in the protocol of the call, never an empty success.
 *
 * @throws PortInUseError
 */
export async function createAwsServer(options: AwsServerOptions): Promise<AwsServer> {
  const closing = new AbortController();
  const bodyLimit = options.bodyLimit ?? 2 ** 23;
  const server = createServer((message, response) => {
    void answer(message, response, bodyLimit, options, closing.signal);
  });
  const port = await listen(server, options.port ?? 0);
  let closed: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    closed ??= stop(server, closing);
    await closed;
  };
  return { port, endpoint: `http://127.0.0.1:${port}`, close, [Symbol.asyncDispose]: close };
}

async function answer(
  message: IncomingMessage,
  response: ServerResponse,
  bodyLimit: number,
  backend: AwsBackend,
  signal: AbortSignal,
): Promise<void> {
  try {
    const requestId = randomUUID();
    const { status, headers, body } = await dispatch(await readRequest(message, bodyLimit), requestId, backend, signal);
    response.writeHead(status, {
      // An invocation of Lambda has an id of its own.
      "x-amzn-RequestId": requestId,
      ...headers,
      // "A server MUST NOT send a Content-Length header field in any response with a status code of … 204."
      ...(status !== 204 && { "content-length": Buffer.byteLength(body) }),
    });
    response.end(body);
  } catch {
    // Here only when the client left while it sent its request, or an observer threw: there is nothing to answer with.
    response.destroy();
  }
}

async function listen(server: Server, port: number): Promise<number> {
  try {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "EADDRINUSE") throw new PortInUseError(port, cause);
    throw cause;
  }
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return address.port;
}

async function stop(server: Server, closing: AbortController): Promise<void> {
  const closed = once(server, "close");
  server.close();
  closing.abort(new Error("The AWS server is closed."));
  server.closeAllConnections();
  await closed;
}
