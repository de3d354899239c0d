import type { GrpcHealthProbe } from "../../../../shared/probe/grpc/grpc-health-probe.ts";
import { get, type HttpProbe } from "../../../../shared/probe/http/http-probe.ts";
import type { HttpOptions } from "../../../../shared/probe/http/http-request.ts";
import type { RunningServer } from "../start-server.ts";
import { END_HEADERS, END_STREAM, fields, frame, headers, words } from "./frames.ts";
import { startFrames, type FramePeer } from "./start-frames.ts";

/** A peer over HTTP/2 that does wrong, and what is to be said of it. */
export interface HostileHttp2Peer {
  /** `that refuses the request` */
  readonly is: string;
  readonly start: () => Promise<RunningServer>;
  readonly probe: HttpProbe | GrpcHealthProbe;
  readonly kind: "passed" | "failed";
  readonly observed: RegExp;
}

/** Expects 200 over HTTP/2. */
export function asking(options: HttpOptions = {}): HttpProbe {
  return get("/health", { timeout: "5s", version: "2", ...options }).expect(200);
}

/** A peer that writes its frames by hand. */
export function peer(
  is: string,
  does: FramePeer,
  observed: RegExp,
  probe: HostileHttp2Peer["probe"] = asking(),
): HostileHttp2Peer {
  return { is, start: () => startFrames(does), probe, kind: "failed", observed };
}

/** The same, of which nothing bad is said. */
export function passing(is: string, does: FramePeer): HostileHttp2Peer {
  return { ...peer(is, does, /^$/u), kind: "passed" };
}

/** Starts to count when the connection stands: on a busy machine that alone may take a while. */
export const SHORT = { timeout: "2s", phaseTimeouts: { request: "120ms", firstByte: "120ms", body: "120ms" } } as const;

/** The same, for one that has to be waited for. */
export function stalling(is: string, does: FramePeer, observed: RegExp): HostileHttp2Peer {
  return peer(is, does, observed, asking(SHORT));
}

export const HEAD = headers(END_HEADERS);
export const WHOLE = headers(END_HEADERS | END_STREAM);

export function data(payload: Buffer | string, flags = 0): Buffer {
  return frame("DATA", flags, 1, payload);
}

export function goAway(lastStream: number, code: number, text = ""): Buffer {
  return frame("GOAWAY", 0, 0, Buffer.concat([words(lastStream, code), Buffer.from(text)]));
}

export function reset(code: number): Buffer {
  return frame("RST_STREAM", 0, 1, words(code));
}

export function interim(status: string): Buffer {
  return frame("HEADERS", END_HEADERS, 1, fields([":status", status]));
}
