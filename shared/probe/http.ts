import type { Socket } from "node:net";
import { Client } from "undici";
import { classifyConnectionError } from "./connection-fault.ts";
import {
  describeExpectations,
  findDisappointment,
  type HttpAnswer,
  type HttpExpectations,
} from "./http-expectations.ts";
import { openSocket } from "./open-socket.ts";
import type { Outcome } from "./outcome.ts";
import { startTls } from "./start-tls.ts";
import { hostAndPort, type Target } from "./target.ts";

/** One HTTP/1.1 request and all that is expected of its answer. */
export interface HttpProbe {
  readonly protocol: "http" | "https";
  readonly method: "GET" | "HEAD" | "POST";
  /** With its query; begins with `/`. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The Host header where `headers` has none, and over TLS the name that the certificate must be for; without it, the target's address. */
  readonly host?: string;
  /** False only where the peer is known to sign its own certificate. */
  readonly verifyCertificate: boolean;
  /** Milliseconds until the prober gives up, from the start to the end of the body. */
  readonly timeoutMs: number;
  readonly expect: HttpExpectations;
}

const BODY_BYTES_READ = 64 * 1024;
const HEADER_BYTES_READ = 16 * 1024;
const CONNECT_TIMEOUT_MS = 3_000;

/** What a probe waits for: said when its time is up. */
interface Progress {
  waitsFor: "connection" | "TLS handshake" | "answer" | "whole body";
}

/**
 * Sends one request to one address over a connection of its own: no second address, no retry, no redirect followed, no
 * proxy, no TLS session taken over from another target. Rejects only when `signal` is aborted, with its reason.
 */
export async function probeHttp(probe: HttpProbe, target: Target, signal: AbortSignal): Promise<Outcome> {
  signal.throwIfAborted();
  const request = `${probe.method} ${probe.protocol}://${hostAndPort(target)}${probe.path}`;
  const giveUp = AbortSignal.timeout(probe.timeoutMs);
  const startedAt = performance.now();
  const progress: Progress = { waitsFor: "connection" };
  try {
    const answer = await ask(probe, target, progress, AbortSignal.any([signal, giveUp]));
    const latencyMs = performance.now() - startedAt;
    const disappointment = findDisappointment(probe.expect, answer, latencyMs);
    return disappointment ? { kind: "failed", latencyMs, request, ...disappointment } : { kind: "passed", latencyMs };
  } catch (error) {
    signal.throwIfAborted();
    const latencyMs = performance.now() - startedAt;
    const expected = describeExpectations(probe.expect);
    if (giveUp.aborted && progress.waitsFor !== "connection") {
      // The connection has a time-out of its own, below this one: whoever gets here did accept the connection.
      const observed = `no ${progress.waitsFor} in ${probe.timeoutMs} ms`;
      return { kind: "failed", decisive: false, latencyMs, request, expected, observed };
    }
    const fault = classifyConnectionError(error, hostOf(probe) !== undefined);
    return fault.kind === "failed"
      ? { ...fault, decisive: false, latencyMs, request, expected }
      : { ...fault, latencyMs, request };
  }
}

async function ask(probe: HttpProbe, target: Target, progress: Progress, signal: AbortSignal): Promise<HttpAnswer> {
  const socket = await openSocket(target, Math.min(CONNECT_TIMEOUT_MS, probe.timeoutMs / 2), signal);
  try {
    if (probe.protocol === "http") return await exchange(probe, target, socket, progress, signal);
    progress.waitsFor = "TLS handshake";
    const name = nameOf(hostOf(probe) ?? target.address);
    const secure = await startTls(socket, { name, verifyCertificate: probe.verifyCertificate }, signal);
    return await exchange(probe, target, secure, progress, signal);
  } finally {
    socket.destroy();
  }
}

/** One request and its answer over a connection that is there already. */
async function exchange(
  probe: HttpProbe,
  target: Target,
  connection: Socket,
  progress: Progress,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  progress.waitsFor = "answer";
  const client = new Client(`${probe.protocol}://${hostAndPort(target)}`, {
    pipelining: 0,
    maxHeaderSize: HEADER_BYTES_READ,
    // The probe has one clock, which is not rounded as theirs are.
    headersTimeout: 0,
    bodyTimeout: 0,
    // Not at once: undici does not expect a connection before its connector has returned, and would wait for ever.
    connect: (_options, callback) => queueMicrotask(() => callback(null, connection)),
  });
  try {
    const { method, path } = probe;
    const answer = await client.request({ method, path, headers: headersOf(probe), reset: true, signal });
    progress.waitsFor = "whole body";
    let body = "";
    answer.body.setEncoding("utf8");
    for await (const chunk of answer.body) {
      body += String(chunk);
      if (body.length >= BODY_BYTES_READ) break;
    }
    return { status: answer.statusCode, headers: answer.headers, body };
  } finally {
    await client.destroy();
  }
}

/** What the probe itself adds gives way to what it was told to send. */
function headersOf(probe: HttpProbe): Record<string, string> {
  const given = Object.entries(probe.headers).map(([name, value]): [string, string] => [name.toLowerCase(), value]);
  const own = {
    "user-agent": "verdigris",
    "accept-encoding": "identity",
    ...(probe.host !== undefined && { host: probe.host }),
  };
  return { ...own, ...Object.fromEntries(given) };
}

function hostOf(probe: HttpProbe): string | undefined {
  return headersOf(probe)["host"];
}

/** A host without its port and the brackets of IPv6. */
function nameOf(host: string): string {
  const [, bracketed, name = host] = /^(?:\[(.+)\]|([^:]+))(?::\d+)?$/.exec(host) ?? [];
  return bracketed ?? name;
}
