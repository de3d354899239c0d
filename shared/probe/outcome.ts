/**
 * What one probe found. A probe never throws for a bad peer.
 * - `passed`: the answer met every expectation.
 * - `failed`: the peer was reached, or refused, and did not meet one.
 * - `error`: the prober's own fault or its surroundings' (name resolution, routes, a security group): no evidence against the peer.
 */
export type Outcome = PassedOutcome | FailedOutcome | ErrorOutcome;

export interface PassedOutcome {
  readonly kind: "passed";
  readonly latencyMs: number;
}

export interface FailedOutcome {
  readonly kind: "failed";
  /** True where no statistics are needed: an answer of the wrong version is wrong however rare it is. */
  readonly decisive: boolean;
  readonly latencyMs: number;
  /** What was asked: `GET http://10.0.1.7:8080/health`. */
  readonly request: string;
  /** What the answer should have been: `status 200`. */
  readonly expected: string;
  /** What it was, escaped and cut: the peer is not to be trusted. */
  readonly observed: string;
  /** What a person should look at, where the failure itself tells. */
  readonly likelyCause?: string;
}

export interface ErrorOutcome {
  readonly kind: "error";
  /**
   * - `prober`: nothing left this machine as it should have: its sockets, its name server, its configuration.
   * - `way`: nothing came back from the address. Where other targets of the same network answer, that speaks against this one.
   */
  readonly where: "prober" | "way";
  readonly latencyMs: number;
  readonly request: string;
  /** What happened, in words. */
  readonly observed: string;
  /** What a person should look at. */
  readonly likelyCause: string;
}
