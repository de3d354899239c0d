import type { Finding } from "./expectation.ts";
import type { Phases } from "./phases.ts";

/**
 * What one probe found. A probe never throws for a bad peer.
 * - `passed`: the answer met every expectation.
 * - `failed`: the peer was reached, or refused, and did not meet one.
 * - `error`: the prober's own fault or its surroundings' (name resolution, routes, a security group): no evidence against the peer.
 */
export type Outcome<Answer = unknown> = PassedOutcome<Answer> | FailedOutcome<Answer> | ErrorOutcome;

interface Measured {
  /** Milliseconds from the intended start, which is not the real one where the prober was busy, to the end. */
  readonly latencyMs: number;
  readonly phases: Phases;
  /** What was asked: `GET http://10.0.1.7:8080/health`. Without secrets. */
  readonly request: string;
}

export interface PassedOutcome<Answer = unknown> extends Measured {
  readonly kind: "passed";
  readonly answer: Answer;
  /** One for each expectation, in their order. */
  readonly findings: readonly Finding[];
}

export interface FailedOutcome<Answer = unknown> extends Measured {
  readonly kind: "failed";
  /** True where no statistics are needed: an answer of the wrong version is wrong however rare it is. */
  readonly decisive: boolean;
  /** What the answer should have been: `status 200`. */
  readonly expected: string;
  /** What it was, escaped and cut: the peer is not to be trusted. */
  readonly observed: string;
  /** What a person should look at, where the failure itself tells. */
  readonly likelyCause?: string;
  /** Undefined where none came. */
  readonly answer?: Answer;
  /** One for each expectation that could be judged; none where no answer came. */
  readonly findings: readonly Finding[];
}

export interface ErrorOutcome extends Measured {
  readonly kind: "error";
  /**
   * - `prober`: nothing left this machine as it should have: its sockets, its name server, its configuration.
   * - `way`: nothing came back from the address. Where other targets of the same network answer, that speaks against this one.
   */
  readonly where: "prober" | "way";
  /** What happened, in words. */
  readonly observed: string;
  /** What a person should look at. */
  readonly likelyCause: string;
}
