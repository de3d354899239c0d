import type { KeptExpectation } from "./expectation.ts";
import type { Json } from "./json.ts";
import type { Connections } from "./connections.ts";
import type { Phase, PhaseClock } from "./phases.ts";
import type { Secret } from "./secret.ts";
import type { Target } from "./target.ts";

/** What every probe is made of, whatever it speaks: a value that is never changed. */
export interface ProbeValue<Answer = unknown> {
  /** Milliseconds until the prober gives up, from the start to the end of the answer. */
  readonly timeoutMs: number;
  /** Milliseconds until it gives up in one phase. */
  readonly phaseTimeoutsMs: Readonly<Partial<Record<Phase, number>>>;
  readonly expectations: readonly KeptExpectation<Answer>[];
  /** True where the probe itself names the host that the certificate must be for. */
  readonly namesHost?: boolean;
  /** What must not be shown of it: each is struck out of all that is said of an outcome. */
  readonly secrets: readonly Secret<unknown>[];
  /** One line, without a target and without secrets: `GET /health`. */
  toString(): string;
  /** All that makes it what it is, for the record; without secrets. Two probes with the same are the same. */
  toJSON(): Json;
}

/** What a prober is given beside the probe. */
export interface ProbeRun {
  readonly target: Target;
  /** Tells each phase when it begins and ends: also says what was being waited for when time is up. */
  readonly clock: PhaseClock;
  /** Opens connections, or hands out one that stands already where the probe asks for that. */
  readonly connections: Connections;
}

/**
 * Speaks one protocol. It only asks: expectations are judged, time-outs kept and errors classified for all probers alike,
 * in run-probe.ts.
 */
export interface Prober<Probe extends ProbeValue<Answer>, Answer> {
  /** What is asked of whom, in one line and without secrets: `GET http://10.0.1.7:8080/health`. */
  request(probe: Probe, target: Target): string;
  /**
   * Asks once. Throws a {@link PeerFault} where the peer did wrong before there was an answer, and whatever the socket, the
   * resolver or TLS raised. Leaves no handle open, also when `signal` is aborted.
   */
  ask(probe: Probe, run: ProbeRun, signal: AbortSignal): Promise<Answer>;
}
