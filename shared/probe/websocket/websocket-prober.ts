import { TLSSocket } from "node:tls";
import { openConnection, hostName } from "../open-connection.ts";
import type { Prober } from "../prober.ts";
import { hostAndPort } from "../target.ts";
import { readTlsFacts } from "../tls/tls-facts.ts";
import { converse } from "./converse.ts";
import { openWebSocket } from "./open-websocket.ts";
import type { WebSocketAnswer } from "./websocket-answer.ts";
import type { WebSocketProbe } from "./websocket-probe.ts";

const NORMAL_CLOSURE = 1_000;

/** Opens a WebSocket, goes through the script, and closes in good order without waiting for the peer to do so. */
export const webSocketProber: Prober<WebSocketProbe, WebSocketAnswer> = {
  request({ upgrade }, target) {
    const host = target.tls ? "wss" : "ws";
    return `WebSocket ${host}://${hostAndPort(target)}${String(upgrade.request.path)}`;
  },

  async ask({ upgrade, script }, { target, clock }, signal) {
    const { host } = upgrade.request;
    const settings = { alpn: ["http/1.1"], ...(host !== undefined && { name: hostName(host) }) };
    const raw = await openConnection(target, settings, clock, signal);
    try {
      const tls = raw instanceof TLSSocket ? readTlsFacts(raw) : undefined;
      const { socket, inbox, response, refusal } = await openWebSocket(upgrade, raw, target, clock, signal);
      const unmet = refusal === undefined ? await converse(socket, inbox, script, clock, signal) : undefined;
      clock.end("body");
      inbox.stop();
      if (refusal === undefined) {
        // The prober's process may end before the peer has closed, too.
        raw.unref();
        socket.close(NORMAL_CLOSURE);
      } else {
        raw.destroy();
      }
      return {
        status: response.statusCode ?? 0,
        headers: response.headers,
        text: refusal ?? "",
        protocol: socket.protocol === "" ? undefined : socket.protocol,
        messages: inbox.messages.filter((message) => typeof message === "string"),
        binaryMessages: inbox.messages.filter((message) => typeof message !== "string"),
        closeCode: inbox.closed?.code,
        closeReason: inbox.closed?.reason ?? "",
        unmet,
        tls,
        latencyMs: clock.elapsed(),
        phases: clock.phases,
      };
    } catch (error) {
      raw.destroy();
      throw error;
    }
  },
};
