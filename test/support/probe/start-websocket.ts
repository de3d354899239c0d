import { createServer, type IncomingMessage } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { WebSocketServer, type ServerOptions, type WebSocket } from "ws";
import type { KeyPair } from "./self-signed.ts";
import { listen, type RunningServer } from "./start-server.ts";

export interface WebSocketSettings extends ServerOptions {
  /** Speaks TLS with it. */
  readonly tls?: KeyPair;
}

/** A real WebSocket server; what is no upgrade it answers with 426. */
export async function startWebSocket(
  handle: (socket: WebSocket, request: IncomingMessage) => void,
  { tls, ...settings }: WebSocketSettings = {},
): Promise<RunningServer> {
  const server = tls ? createHttpsServer(tls) : createServer();
  const sockets = new WebSocketServer({ ...settings, noServer: true });
  server.on("request", (_request, response) => void response.writeHead(426).end("WebSocket only"));
  server.on("upgrade", (request, socket, head) => {
    sockets.handleUpgrade(request, socket, head, (opened) => {
      opened.on("error", () => undefined);
      handle(opened, request);
    });
  });
  return listen(server, "127.0.0.1");
}

/** Says back all that it is told. */
export function echo(socket: WebSocket): void {
  socket.on("message", (data, isBinary) => socket.send(data, { binary: isBinary }));
}
