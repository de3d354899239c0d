import type { Phases } from "../phases.ts";
import type { HasTls, TlsFacts } from "./tls-facts.ts";

/** A handshake that came about. */
export interface TlsAnswer extends HasTls {
  readonly tls: TlsFacts;
  /** Milliseconds from the intended start to the end of the handshake. */
  readonly latencyMs: number;
  readonly phases: Phases;
}
