import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { Worker } from "node:worker_threads";
import { onTestFinished } from "vitest";
import type { Target } from "../../../shared/probe/target.ts";

/** Listens with the shortest queue there is, and never takes a connection out of it: its thread sleeps. */
const PEER = `
const { createServer } = require("node:net");
const { parentPort, workerData } = require("node:worker_threads");
const server = createServer();
server.listen({ host: "127.0.0.1", port: 0, backlog: 1 }, () => {
  parentPort.postMessage(server.address().port);
  Atomics.wait(workerData, 0, 0);
  process.exit();
});
`;
const QUEUE = 2;

/**
 * An address that does not answer at all, as behind a security group that drops packets: the kernel drops what does not
 * fit into a full queue of connections.
 */
export async function startBlackHole(): Promise<Target> {
  const lock = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(PEER, { eval: true, workerData: lock });
  const fillers: Socket[] = [];
  onTestFinished(async () => {
    for (const socket of fillers) socket.destroy();
    Atomics.store(lock, 0, 1);
    Atomics.notify(lock, 0);
    await worker.terminate();
  });
  const [port] = (await once(worker, "message")) as [number];
  for (let filled = 0; filled < QUEUE; filled += 1) {
    const socket = connect({ host: "127.0.0.1", port });
    fillers.push(socket);
    await once(socket, "connect");
  }
  return { address: "127.0.0.1", port, label: `black hole 127.0.0.1:${port}` };
}
