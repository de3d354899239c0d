import type { Socket } from "node:net";
import type { HttpExpectation } from "../../../../shared/probe/http/http-expectation.ts";
import { get, type HttpProbe } from "../../../../shared/probe/http/http-probe.ts";
import type { HttpOptions } from "../../../../shared/probe/http/http-request.ts";
import { startRaw, startTcp, type RunningServer } from "../start-server.ts";

/** A server that does wrong, and what is to be said of it. */
export interface HostilePeer {
  /** `that resets in the body` */
  readonly is: string;
  readonly start: () => Promise<RunningServer>;
  readonly probe: HttpProbe;
  readonly kind: "passed" | "failed";
  readonly observed: RegExp;
}

/** Has the whole body kept, and is met by any. */
export const wholeBody: HttpExpectation = {
  text: "a body",
  readsBody: true,
  toJSON: () => "a body",
  judge: () => ({ met: true, expected: "a body", observed: "one" }),
};

/** Expects 200 and reads the body. */
export function asking(options: HttpOptions = {}): HttpProbe {
  return get("/health", { timeout: "2s", ...options }).expect(200, wholeBody);
}

/** For peers that have to be waited for. */
const SHORT = asking({ timeout: "120ms" });

type Handle = (socket: Socket) => void;

/** A peer that says `answer` when it is asked and closes. */
export function answering(
  is: string,
  answer: string | Buffer,
  observed: RegExp,
  probe: HttpProbe = asking(),
  then?: Handle,
): HostilePeer {
  return { is, start: () => startRaw(answer, then), probe, kind: "failed", observed };
}

/** A peer that does with each connection what it likes. */
export function doing(is: string, handle: Handle, observed: RegExp, probe: HttpProbe = asking()): HostilePeer {
  return { is, start: () => startTcp(handle), probe, kind: "failed", observed };
}

/** The same, for one that has to be waited for. */
export function stalling(is: string, handle: Handle, observed: RegExp): HostilePeer {
  return doing(is, handle, observed, SHORT);
}

/** The same peer, of which nothing bad is said. */
export function harmless(peer: HostilePeer): HostilePeer {
  return { ...peer, kind: "passed" };
}

/** Says `first`, and then `more` every 10 ms. */
export function trickle(first: string, more: string): Handle {
  return (socket) => {
    if (first !== "") socket.write(first);
    const timer = setInterval(() => socket.write(more), 10);
    socket.once("close", () => clearInterval(timer));
  };
}

/** Says `first` when it is asked, and then `more` as fast as it is taken. */
export function flood(first: string, more: string | Buffer): Handle {
  return (socket) => {
    const pour = (): void => {
      if (!socket.destroyed) socket.write(more, (error) => void (error || setImmediate(pour)));
    };
    socket.once("data", () => socket.write(first, pour));
  };
}
