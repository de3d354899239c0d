import { tls } from "../../../../shared/probe/tls/tls-probe.ts";
import { TIMEOUT, type ProberContract } from "../prober-contract.ts";
import { selfSigned } from "../self-signed.ts";
import { startHttps, type RunningServer } from "../start-server.ts";
import { startPeer, streamPeers } from "./stream-peers.ts";

const pair = selfSigned("127.0.0.1");

/** The beginning of a record of a handshake, of which nothing more comes. */
const RECORD = Buffer.from([0x16, 0x03, 0x03, 0x00, 0x7a, 0x02]);

/** A server whose certificate `ca` vouches for. */
async function startSecure(ca: string): Promise<RunningServer> {
  const server = await startHttps(pair, (_request, response) => response.end());
  return { ...server, target: { ...server.target, tls: { ca } } };
}

export const tlsContract: ProberContract = {
  probe: tls({ timeout: TIMEOUT }),
  peers: {
    ...streamPeers(() => startSecure(pair.cert), RECORD),
    wrong: { start: () => startPeer(startSecure(selfSigned("elsewhere.test").cert)), ends: "failed" },
  },
};
