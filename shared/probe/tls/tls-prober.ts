import { startTls } from "../open-connection.ts";
import { openSocket } from "../open-socket.ts";
import type { Prober } from "../prober.ts";
import { hostAndPort } from "../target.ts";
import { awaitRefusal } from "./await-refusal.ts";
import { handshakeSettings, handshakeTarget } from "./handshake-options.ts";
import { remainingMs } from "./remaining-ms.ts";
import type { TlsAnswer } from "./tls-answer.ts";
import { readTlsFacts } from "./tls-facts.ts";
import type { TlsProbe } from "./tls-probe.ts";

/** Shakes hands, looks at what was shown, and closes. */
export const tlsProber: Prober<TlsProbe, TlsAnswer> = {
  request: (probe, target) => {
    const { serverName } = probe.handshake;
    return `TLS handshake with ${hostAndPort(target)}${serverName === undefined ? "" : ` as ${serverName}`}`;
  },

  async ask(probe, { target, clock }, signal) {
    const { handshake } = probe;
    const socket = await openSocket(target, clock, signal);
    try {
      const settings = handshakeSettings(handshake);
      const secure = await startTls(socket, handshakeTarget(target, handshake), settings, clock, signal);
      try {
        const answer = { tls: readTlsFacts(secure), latencyMs: clock.elapsed(), phases: { ...clock.phases } };
        await awaitRefusal(secure, clock, remainingMs(probe, clock), signal);
        return answer;
      } finally {
        secure.destroy();
      }
    } finally {
      socket.destroy();
    }
  },
};
