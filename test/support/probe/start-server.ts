import { once } from "node:events";
import { createServer as createHttpServer, type RequestListener } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from "node:net";
import type { ServerOptions } from "node:https";
import { onTestFinished } from "vitest";
import type { Target } from "../../../shared/probe/target.ts";

/** A server on a loopback address, closed with all its connections when the test ends, and what was seen of its peers. */
export interface RunningServer {
  readonly target: Target;
  /** Every connection that was ever accepted. */
  readonly connections: Socket[];
  readonly close: () => void;
}

export function startHttp(handle: RequestListener, address = "127.0.0.1"): Promise<RunningServer> {
  return listen(createHttpServer({ keepAliveTimeout: 0 }, handle), address);
}

export function startHttps(
  options: ServerOptions,
  handle: RequestListener,
  address = "127.0.0.1",
): Promise<RunningServer> {
  return listen(createHttpsServer(options, handle), address);
}

/** A peer that does with the bare connection what it likes. */
export function startTcp(handle: (socket: Socket) => void, address = "127.0.0.1"): Promise<RunningServer> {
  return listen(createTcpServer({ allowHalfOpen: true }, handle), address);
}

/** A peer that sends `text` to whoever has sent anything. */
export function startRaw(
  text: string | Buffer,
  then: (socket: Socket) => void = (socket) => socket.end(),
): Promise<RunningServer> {
  return startTcp((socket) => {
    socket.once("data", () => socket.write(text, () => then(socket)));
  });
}

/** Any server, on a port that is free. */
export async function listen(server: Server, address: string): Promise<RunningServer> {
  const connections: Socket[] = [];
  server.on("connection", (socket: Socket) => {
    connections.push(socket);
    // A peer that goes away in the middle is what these tests are about.
    socket.on("error", () => undefined);
  });
  server.listen({ host: address, port: 0 });
  await once(server, "listening");
  const close = (): void => {
    server.close();
    for (const socket of connections) socket.destroy();
  };
  onTestFinished(close);
  const { port } = server.address() as AddressInfo;
  return { target: { address, port, label: `green task ${address}:${port}` }, connections, close };
}

/** A port on which nobody listens. */
export async function closedPort(): Promise<Target> {
  const { target, close } = await startTcp(() => undefined);
  close();
  return target;
}

/** Whether a server's peer has left: one that stays half open shows that by the end of what it says. */
export function isGone(connection: Socket): boolean {
  return connection.destroyed || connection.readableEnded;
}
