import { tcp } from "../../../../shared/probe/tcp/tcp-probe.ts";
import { SECRET, TIMEOUT, type ProberContract } from "../prober-contract.ts";
import { startTcp } from "../start-server.ts";
import { startPeer, streamPeers } from "./stream-peers.ts";

export const tcpContract: ProberContract = {
  probe: tcp({ timeout: TIMEOUT }).sends(SECRET).expects(SECRET),
  peers: {
    ...streamPeers(() => startTcp((socket) => socket.pipe(socket)), SECRET.reveal().slice(0, 4)),
    wrong: { start: () => startPeer(startTcp((socket) => socket.resume().write("no"))), ends: "failed" },
  },
};
