import { connect, type Socket } from "node:net";
import type { Condition, Peer, PeerCase } from "../prober-contract.ts";
import { SLOW_MS } from "../prober-contract.ts";
import { closedPort, isGone, startTcp, type RunningServer } from "../start-server.ts";

/** The frame with which both sides of HTTP/2 begin. */
export const EMPTY_SETTINGS = Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]);

/** A peer of a contract out of a server. */
export function toPeer({ target, connections, close }: RunningServer): Peer {
  return {
    target,
    isReached: () => connections.length > 0,
    open: () => connections.filter((connection) => !isGone(connection)).length,
    close,
  };
}

export async function startPeer(server: Promise<RunningServer>): Promise<Peer> {
  return toPeer(await server);
}

/** The peers that are alike for all that is spoken over a connection. */
export function streamPeers(
  start: () => Promise<RunningServer>,
  part: string | Buffer,
): Readonly<Record<Exclude<Condition, "wrong">, PeerCase>> {
  return {
    healthy: { start: () => startPeer(start()), ends: "passed" },
    refusing: {
      start: async () => ({ target: await closedPort(), isReached: () => true, open: () => 0, close: () => undefined }),
      ends: "failed",
    },
    silent: { start: () => startPeer(startTcp((socket) => void socket.resume())), ends: "failed" },
    slow: { start: async () => startDelay(await start()), ends: "passed" },
    halfClosed: { start: () => startPeer(startTcp((socket) => void socket.resume().end())), ends: "failed" },
    reset: {
      start: () =>
        startPeer(
          startTcp((socket) => {
            socket.resume().once("data", () => socket.write(part, () => socket.resetAndDestroy()));
          }),
        ),
      ends: "failed",
    },
    hostile: { start: () => startPeer(startTcp((socket) => flood(socket, Buffer.from("garbage")))), ends: "failed" },
  };
}

/** Hands on to `server` what comes, both ways, after a while. */
async function startDelay(server: RunningServer): Promise<Peer> {
  const { address: host, port } = server.target;
  const delay = await startTcp((socket) => {
    setTimeout(() => {
      const through = connect({ host, port });
      through.on("error", () => socket.destroy());
      socket.on("close", () => through.destroy());
      socket.pipe(through).pipe(socket);
    }, SLOW_MS);
  });
  const close = (): void => {
    delay.close();
    server.close();
  };
  return { ...toPeer({ ...delay, close }), target: { ...server.target, ...delay.target } };
}

/** Writes `part` again and again until the connection is gone. */
export function flood(socket: Socket, part: Buffer): void {
  const chunk = Buffer.concat(Array.from({ length: Math.ceil(65_536 / part.length) }, () => part));
  const more = (): void => {
    while (!socket.destroyed && socket.write(chunk));
  };
  socket.resume().on("drain", more);
  more();
}
