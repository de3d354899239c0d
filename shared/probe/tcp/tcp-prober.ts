import { TLSSocket } from "node:tls";
import { openConnection } from "../open-connection.ts";
import type { Prober } from "../prober.ts";
import { hostAndPort, type Target } from "../target.ts";
import { awaitRefusal } from "../tls/await-refusal.ts";
import { handshakeSettings, handshakeTarget } from "../tls/handshake-options.ts";
import { remainingMs } from "../tls/remaining-ms.ts";
import { Conversation } from "./conversation.ts";
import { ReceivedText } from "./received-text.ts";
import type { TcpExpectation } from "./received.ts";
import type { TcpAnswer } from "./tcp-answer.ts";
import type { TcpProbe } from "./tcp-probe.ts";

/** Opens a connection, follows the script, and closes. */
export const tcpProber: Prober<TcpProbe, TcpAnswer> = {
  request: (probe, target) => {
    const { length } = probe.script;
    const steps = length === 0 ? "" : `, ${length} step${length === 1 ? "" : "s"}`;
    return `${isSecure(probe, target) ? "TLS" : "TCP"} connection to ${hostAndPort(target)}${steps}`;
  },

  async ask(probe, run, signal) {
    const { target, clock } = run;
    const { limit, encoding, handshake } = probe.settings;
    const isTls = isSecure(probe, target);
    const settings = { ...handshakeSettings(handshake), plain: !isTls };
    const first = await openConnection(isTls ? handshakeTarget(target, handshake) : target, settings, clock, signal);
    const received = new ReceivedText(limit, encoding);
    const conversation = new Conversation(first, probe, run, received, signal);
    const close = (): void => conversation.close();
    signal.addEventListener("abort", close, { once: true });
    try {
      await conversation.followScript();
      for (const { awaited, isIn } of probe.expectations as readonly TcpExpectation[]) {
        if (awaited !== undefined && isIn) await conversation.readUntil({ does: "expect", awaited }, isIn);
      }
      const { socket } = conversation;
      const answer: TcpAnswer = {
        received: received.text,
        tls: conversation.tls,
        latencyMs: clock.elapsed(),
        phases: { ...clock.phases },
      };
      // Whoever has answered over TLS has accepted the client, too.
      if (socket instanceof TLSSocket && received.text === "") {
        await awaitRefusal(socket, clock, remainingMs(probe, clock), signal);
      }
      return answer;
    } finally {
      signal.removeEventListener("abort", close);
      close();
    }
  },
};

/** Whether the connection speaks TLS from its start. */
function isSecure({ script, settings }: TcpProbe, target: Target): boolean {
  return target.tls !== undefined && !settings.plain && !script.some(({ does }) => does === "startTls");
}
