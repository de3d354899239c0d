import type { AnswerHeaders } from "../http/http-answer.ts";
import type { Phases } from "../phases.ts";
import type { TlsFacts } from "../tls/tls-facts.ts";

/** What came of opening a WebSocket and of the script. All of it comes from a peer that is not to be trusted. */
export interface WebSocketAnswer {
  /** 101 where it opened; otherwise what the peer answered in its place. */
  readonly status: number;
  /** Of the answer to the upgrade, their names in lower case. */
  readonly headers: AnswerHeaders;
  /** The beginning of the body with which an upgrade was refused. */
  readonly text: string;
  /** The subprotocol that the peer chose; undefined where it chose none. */
  readonly protocol: string | undefined;
  /** The text messages that came until the script had ended, in their order. */
  readonly messages: readonly string[];
  /** The binary messages among those that came. */
  readonly binaryMessages: readonly Buffer[];
  /** Why the peer closed, where it did before the script had ended: 1006 where it said nothing and went away. */
  readonly closeCode: number | undefined;
  readonly closeReason: string;
  /** The first step of the script that did not come about; undefined where all did. */
  readonly unmet: UnmetStep | undefined;
  /** What the peer showed, where it spoke TLS. */
  readonly tls: TlsFacts | undefined;
  /** Milliseconds from the start to the end of the script. */
  readonly latencyMs: number;
  /** `body` is the script. */
  readonly phases: Phases;
}

/** Both are escaped and cut. */
export interface UnmetStep {
  /** `message "pong"` */
  readonly expected: string;
  /** `closed with 1011 (out of memory)` */
  readonly observed: string;
}
