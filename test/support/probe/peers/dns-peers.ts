import { setTimeout as sleep } from "node:timers/promises";
import type { Socket } from "node:net";
import { dns } from "../../../../shared/probe/dns/dns-probe.ts";
import { SLOW_MS, TIMEOUT, type Peer, type ProberContract } from "../prober-contract.ts";
import { address, startDns, type RunningDns } from "../start-dns.ts";
import { closedPort } from "../start-server.ts";
import { toPeer } from "./stream-peers.ts";

async function startPeer(server: Promise<RunningDns>): Promise<Peer> {
  const running = await server;
  return { ...toPeer(running), isReached: () => running.questions.length > 0 };
}

/** Sends whoever asks over UDP to TCP. */
function startTruncating(onTcp: (socket: Socket) => void): Promise<Peer> {
  return startPeer(startDns(() => ({ truncated: true }), onTcp));
}

const records = [address("10.0.1.7")];

export const dnsContract: ProberContract = {
  probe: dns("db.shop.test", "A", { timeout: TIMEOUT }),
  peers: {
    healthy: { start: () => startPeer(startDns(() => ({ records }))), ends: "passed" },
    refusing: {
      start: async () => ({ target: await closedPort(), isReached: () => true, open: () => 0, close: () => undefined }),
      ends: "failed",
    },
    wrong: { start: () => startPeer(startDns(() => ({ rcode: "NXDOMAIN" }))), ends: "failed" },
    // Over UDP silence is all that there is to see of a way that drops packets.
    silent: { start: () => startPeer(startDns(() => undefined)), ends: "error (way)" },
    slow: { start: () => startPeer(startDns(() => sleep(SLOW_MS, { records }))), ends: "passed" },
    halfClosed: { start: () => startTruncating((socket) => void socket.resume().end()), ends: "failed" },
    reset: {
      start: () => startTruncating((socket) => void socket.resume().once("data", () => socket.resetAndDestroy())),
      ends: "failed",
    },
    hostile: { start: () => startPeer(startDns(() => Buffer.from("garbage".repeat(9_000)))), ends: "failed" },
  },
};
