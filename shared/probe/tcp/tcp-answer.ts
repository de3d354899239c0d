import type { Phases } from "../phases.ts";
import type { HasTls } from "../tls/tls-facts.ts";

/** What a peer said over a bare connection. It is not to be trusted. */
export interface TcpAnswer extends HasTls {
  /** All that came, as text, up to the limit. */
  readonly received: string;
  /** Milliseconds from the intended start to the last step. */
  readonly latencyMs: number;
  /** `request` is all the time that went into sending, `firstByte` all that went into waiting for answers. */
  readonly phases: Phases;
}
