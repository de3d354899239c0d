import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { onTestFinished } from "vitest";

/** A real HTTP server on a loopback address of its own; closed when the test ends. */
export interface RunningTarget {
  readonly id: string;
  readonly port: number;
  readonly availabilityZone: string;
  readonly server: Server;
}

export async function startTarget(id: string, handle: RequestListener): Promise<RunningTarget> {
  const server = createServer(handle);
  server.listen({ host: id, port: 0 });
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  if (typeof address !== "object" || address === null) {
    throw new Error("the target has no port");
  }
  return { id, port: address.port, availabilityZone: "eu-west-1a", server };
}
