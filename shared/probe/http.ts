import { Client } from "undici";
import { classifyConnectionError } from "./connection-fault.ts";
import type { Outcome } from "./outcome.ts";
import { printable } from "./printable.ts";
import type { StatusCodes } from "./status-codes.ts";
import { hostAndPort, type Target } from "./target.ts";

/** One HTTP/1.1 request and all that is expected of its answer. */
export interface HttpProbe {
  readonly protocol: "http" | "https";
  readonly method: "GET" | "HEAD" | "POST";
  /** With its query; begins with `/`. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The Host header, and over TLS the name that the certificate must be for; without it, the target's address. */
  readonly host?: string;
  /** False only where the peer is known to sign its own certificate. */
  readonly verifyCertificate: boolean;
  /** Milliseconds until the prober gives up, from the start to the end of the body. */
  readonly timeoutMs: number;
  readonly expect: HttpExpectations;
}

export interface HttpExpectations {
  readonly status: StatusCodes;
  /** Milliseconds in which the whole answer must be there. */
  readonly withinMs?: number;
  /** Text that the first 64 KiB of the body must contain. */
  readonly bodyIncludes?: string;
  /** What proves that the answer came from the version under test; an answer without it is decisive. */
  readonly identity?: { readonly header: string; readonly value: string; readonly source: string };
}

const BODY_BYTES_READ = 64 * 1024;
const CONNECT_TIMEOUT_MS = 3_000;

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
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
  try {
    const answer = await ask(probe, target, AbortSignal.any([signal, giveUp]));
    return judge(probe.expect, answer, request, performance.now() - startedAt);
  } catch (error) {
    signal.throwIfAborted();
    const latencyMs = performance.now() - startedAt;
    const expected = describeExpectations(probe.expect);
    const fault = classifyConnectionError(error);
    if (giveUp.aborted) {
      // The connection has a time-out of its own, below this one: whoever gets here did accept the connection.
      return {
        kind: "failed",
        decisive: false,
        latencyMs,
        request,
        expected,
        observed: `no answer in ${probe.timeoutMs} ms`,
      };
    }
    return fault.kind === "failed"
      ? { kind: "failed", decisive: false, latencyMs, request, expected, observed: fault.observed }
      : { kind: "error", latencyMs, request, observed: fault.observed, likelyCause: fault.likelyCause };
  }
}

async function ask(probe: HttpProbe, target: Target, signal: AbortSignal): Promise<Answer> {
  const client = new Client(`${probe.protocol}://${hostAndPort(target)}`, {
    allowH2: false,
    pipelining: 0,
    maxHeaderSize: 16 * 1024,
    connect: {
      timeout: Math.min(CONNECT_TIMEOUT_MS, probe.timeoutMs / 2),
      autoSelectFamily: false,
      // undici keys its TLS sessions by server name: a second task would show the first one's certificate.
      maxCachedSessions: 0,
      rejectUnauthorized: probe.verifyCertificate,
    },
  });
  try {
    const answer = await client.request({
      method: probe.method,
      path: probe.path,
      headers: {
        "user-agent": "verdigris",
        ...probe.headers,
        ...(probe.host === undefined ? {} : { host: probe.host }),
      },
      reset: true,
      signal,
    });
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

function judge(expect: HttpExpectations, answer: Answer, request: string, latencyMs: number): Outcome {
  const failed = (expected: string, observed: string, decisive = false): Outcome => {
    return { kind: "failed", decisive, latencyMs, request, expected, observed };
  };
  if (!expect.status.includes(answer.status)) {
    return failed(`status ${expect.status.text}`, `status ${answer.status}${bodyHint(answer.body)}`);
  }
  if (expect.identity) {
    const { header, value, source } = expect.identity;
    const observed = answer.headers[header.toLowerCase()];
    if (observed !== value) {
      const said = observed === undefined ? "no such header" : `${header} ${printable(String(observed))}`;
      return failed(`${header} ${value} (${source})`, said, true);
    }
  }
  if (expect.bodyIncludes !== undefined && !answer.body.includes(expect.bodyIncludes)) {
    return failed(
      `a body that includes ${JSON.stringify(expect.bodyIncludes)}`,
      `${JSON.stringify(printable(answer.body))}`,
    );
  }
  if (expect.withinMs !== undefined && latencyMs > expect.withinMs) {
    return failed(`an answer within ${expect.withinMs} ms`, `an answer after ${Math.round(latencyMs)} ms`);
  }
  return { kind: "passed", latencyMs };
}

/** The beginning of an error's body says more than its status: "no such table: orders". */
function bodyHint(body: string): string {
  const text = body.trim();
  return text === "" || text.startsWith("<") ? "" : ` (${printable(text)})`;
}

/** `status 200-299 within 300 ms`. */
export function describeExpectations(expect: HttpExpectations): string {
  return `status ${expect.status.text}${expect.withinMs === undefined ? "" : ` within ${expect.withinMs} ms`}`;
}
