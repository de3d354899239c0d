import type { ProbeRun } from "../prober.ts";
import type { Text } from "../secret.ts";
import type { TlsFacts } from "../tls/tls-facts.ts";
import type { CollectedBody } from "./body-collector.ts";
import type { AnswerHeaders, HttpVersion } from "./http-answer.ts";
import type { HttpProbe } from "./http-probe.ts";

/** One answer, as a version of HTTP delivered it; redirects are not followed yet. */
export interface RawAnswer {
  readonly status: number;
  readonly version: HttpVersion;
  readonly headers: AnswerHeaders;
  readonly body: CollectedBody;
  /** What the handshake showed, where the target speaks TLS. */
  readonly tls: TlsFacts | undefined;
}

/**
 * Sends one request, for `path` in place of the probe's own, and waits for the end of its answer.
 * @throws {PeerFault} where the peer breaks the protocol or goes over a limit; or what the resolver, the socket or TLS
 * raised, or the reason with which `signal` was aborted
 */
export type Exchange = (probe: HttpProbe, path: Text, run: ProbeRun, signal: AbortSignal) => Promise<RawAnswer>;
