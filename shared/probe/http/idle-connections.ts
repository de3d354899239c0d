import type { Kept } from "../connections.ts";
import type { ProbeRun } from "../prober.ts";
import { hostAndPort } from "../target.ts";
import type { Http1Connection } from "./http1-connection.ts";
import type { HttpProbe } from "./http-probe.ts";

/** More than this at once do not wait for the next probe of one target. */
const MOST_IDLE = 64;

/** Connections to one target over which nothing is going on. Each serves one probe at a time: none ever queues. */
export class IdleConnections implements Kept {
  #idle: Http1Connection[] = [];
  #isClosed = false;

  /** The one that was used last, which is the least likely to be closed soon; undefined where there is none. */
  take(): Http1Connection | undefined {
    let connection = this.#idle.pop();
    while (connection && !connection.isOpen) {
      connection.close();
      connection = this.#idle.pop();
    }
    return connection;
  }

  /** Keeps a connection whose answer has ended, as far as it can be asked again. */
  give(connection: Http1Connection): void {
    if (this.#idle.length >= MOST_IDLE) this.#idle = this.#idle.filter(({ isOpen }) => isOpen);
    if (!this.#isClosed && connection.isOpen && this.#idle.length < MOST_IDLE) this.#idle.push(connection);
    else connection.close();
  }

  close(): void {
    this.#isClosed = true;
    for (const connection of this.#idle.splice(0)) connection.close();
  }
}

/** Those that an earlier probe of the same run left for one like `probe`: to the same address, for the same host. */
export function idleConnections({ sent }: HttpProbe, { target, connections }: ProbeRun): IdleConnections {
  const key = JSON.stringify([
    "http/1.1",
    hostAndPort(target),
    sent.host ?? target.host,
    target.tls,
    sent.limits.headers,
  ]);
  return connections.keep(key, isIdleConnections, () => new IdleConnections());
}

function isIdleConnections(kept: Kept): kept is IdleConnections {
  return kept instanceof IdleConnections;
}
