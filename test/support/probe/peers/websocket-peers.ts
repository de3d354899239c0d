import { webSocket } from "../../../../shared/probe/websocket/websocket-probe.ts";
import { frame, startHostileWebSocket } from "../hostile-websocket.ts";
import { SECRET, TIMEOUT, type ProberContract } from "../prober-contract.ts";
import { echo, startWebSocket } from "../start-websocket.ts";
import { flood, startPeer, streamPeers } from "./stream-peers.ts";

export const webSocketContract: ProberContract = {
  probe: webSocket("/live", { timeout: TIMEOUT, bearer: SECRET }).sends(SECRET).expects(SECRET),
  peers: {
    ...streamPeers(() => startWebSocket(echo), "HTTP/1.1 101 Switching Protocols\r\nUpgrade: web"),
    wrong: { start: () => startPeer(startWebSocket((socket) => socket.close(1011, SECRET.reveal()))), ends: "failed" },
    hostile: {
      start: () => startPeer(startHostileWebSocket((socket) => flood(socket, frame("text", SECRET.reveal().slice(1))))),
      ends: "failed",
    },
  },
};
