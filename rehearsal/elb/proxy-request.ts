import { type IncomingMessage, request, type ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";

import { type ErrorStatus, sendErrorAnswer } from "./error-answer.ts";
import { buildTargetHeaders, selectEndToEndHeaders } from "./proxy-headers.ts";

/** Wall milliseconds; never scaled. */
export interface ProxyTimeouts {
  /** For the connection to the target. */
  readonly connectMs: number;
  /** Without a byte in either direction on the connection to the target. */
  readonly idleMs: number;
}

/** The status in the load balancer's own records when the client left before there was an answer. */
export const CLIENT_CLOSED_REQUEST = 460;

/** What became of a request. */
export interface ProxyOutcome {
  /** What the client gets. */
  readonly status: number;
  /** What the target said, if it said anything. */
  readonly targetStatus: number | undefined;
  /** From the connection to the target until it began to answer; undefined where it did not. */
  readonly targetSeconds: number | undefined;
  /** Whether the connection to the target failed, or took too long. */
  readonly isConnectionError: boolean;
}

/** One request of a client and the answer to it. */
export interface Exchange {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly listenerPort: number;
  /** What the load balancer itself adds to the answer's `set-cookie` headers. */
  readonly setCookies: readonly string[];
}

/**
 * Passes a request to a target and its answer back, both bodies as streams. `report` is called once, before the client
 * has a byte. Resolves when the connection to the target is closed. Each request has a connection of its own: on a kept
 * one, a target that just closed it would look like a failed target.
 */
export async function proxyRequest(
  { incoming, outgoing, listenerPort, setCookies }: Exchange,
  target: { readonly id: string; readonly port: number },
  timeouts: ProxyTimeouts,
  report: (outcome: ProxyOutcome) => void,
): Promise<void> {
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  let refusal: ErrorStatus = 502;
  let answered = false;
  let connectedAt: number | undefined;
  const upstream = request({
    agent: false,
    headers: buildTargetHeaders(incoming, listenerPort, `${target.id}:${target.port}`),
    host: target.id,
    method: incoming.method ?? "GET",
    path: incoming.url ?? "/",
    port: target.port,
  });
  const giveUp = (): void => {
    refusal = 504;
    upstream.destroy();
  };
  const connectTimer = setTimeout(giveUp, timeouts.connectMs);
  upstream.setTimeout(timeouts.idleMs, giveUp);
  upstream.once("socket", (socket) => {
    socket.once("connect", () => {
      clearTimeout(connectTimer);
      connectedAt = performance.now();
    });
  });
  upstream.once("response", (answer) => {
    const status = answer.statusCode ?? 0;
    try {
      if (status < 200) {
        throw new RangeError(`${status} cannot end a request`);
      }
      const cookies = setCookies.flatMap((cookie) => ["Set-Cookie", cookie]);
      outgoing.writeHead(status, answer.statusMessage, [...selectEndToEndHeaders(answer), ...cookies]);
    } catch {
      // A status or header that HTTP does not allow here: the target's answer is malformed, which is a 502.
      upstream.destroy();
      return;
    }
    answered = true;
    const targetSeconds = connectedAt === undefined ? undefined : (performance.now() - connectedAt) / 1000;
    report({ status, targetStatus: status, targetSeconds, isConnectionError: false });
    outgoing.flushHeaders();
    // An answer that breaks off closes the client's connection: its status is out, nothing else can tell.
    pipeline(answer, outgoing).catch(() => upstream.destroy());
  });
  // "close" follows every error and decides; a listener is needed all the same, or the error would be uncaught.
  upstream.on("error", () => {});
  upstream.once("close", () => {
    clearTimeout(connectTimer);
    const unanswered = { targetStatus: undefined, targetSeconds: undefined };
    if (!answered && outgoing.destroyed) {
      report({ ...unanswered, status: CLIENT_CLOSED_REQUEST, isConnectionError: false });
    } else if (!answered) {
      report({ ...unanswered, status: refusal, isConnectionError: connectedAt === undefined });
      sendErrorAnswer(outgoing, refusal);
    }
    resolve();
  });
  outgoing.once("close", () => upstream.destroy());
  incoming.pipe(upstream);
  await closed;
}
