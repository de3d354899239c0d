import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";

/** A listener's host and port could not be bound; `cause` has the system's reason. */
export class BindError extends Error {
  override readonly name = "BindError";
}

/** A bound HTTP server. */
export interface HttpEndpoint {
  /** The port that is really bound. */
  readonly port: number;
  onRequest(handle: RequestListener): void;
  /** Destroys every connection; resolves when the port is free. */
  close(): Promise<void>;
}

/**
 * Binds an HTTP server; port 0 takes a free one.
 * @param idleMs wall milliseconds for which a client's connection is kept between requests.
 * @throws {BindError} when the address is taken or does not exist.
 */
export async function openHttpEndpoint(host: string, port: number, idleMs: number): Promise<HttpEndpoint> {
  const server = createServer({ keepAliveTimeout: idleMs });
  server.listen({ host, port });
  try {
    await once(server, "listening");
  } catch (error) {
    throw new BindError(`cannot listen on ${host}:${port}`, { cause: error });
  }
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : port,
    onRequest: (handle) => {
      server.on("request", handle);
    },
    close: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
