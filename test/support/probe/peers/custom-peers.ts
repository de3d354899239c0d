import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { custom } from "../../../../shared/probe/custom/custom-probe.ts";
import { SECRET, TIMEOUT, type ProberContract } from "../prober-contract.ts";
import { startTcp, type RunningServer } from "../start-server.ts";
import { startPeer, streamPeers } from "./stream-peers.ts";

/** Such as a user may write it: what the socket raises it leaves to the prober. */
const speaks = custom(
  "speaks",
  async ({ address: host, port }, signal) => {
    const socket: Socket = connect({ host, port, signal });
    try {
      await once(socket, "connect");
      socket.write(SECRET.reveal());
      for await (const chunk of socket.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        const said = chunk.toString("utf8");
        return said === "pong" || `${said} to ${SECRET.reveal()}`;
      }
      return "nothing was said";
    } finally {
      socket.destroy();
    }
  },
  { timeout: TIMEOUT, secrets: [SECRET] },
);

function startSaying(text: string): Promise<RunningServer> {
  return startTcp((socket) => socket.once("data", () => socket.write(text)));
}

const common = streamPeers(() => startSaying("pong"), "");

export const customContract: ProberContract = {
  probe: speaks,
  peers: {
    ...common,
    wrong: { start: () => startPeer(startSaying("ping")), ends: "failed" },
    // A function that waits for ever is at fault itself, as is one that lets through what it should have caught.
    silent: { ...common.silent, ends: "error (prober)" },
    reset: { ...common.reset, ends: "error (prober)" },
  },
};
