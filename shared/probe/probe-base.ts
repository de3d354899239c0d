import type { KeptExpectation } from "./expectation.ts";
import type { Json } from "./json.ts";
import type { ProbeValue } from "./prober.ts";
import { PHASES, type Phase } from "./phases.ts";
import type { Secret } from "./secret.ts";
import { milliseconds, type Duration } from "./duration.ts";

/** What can be said of every probe, whatever it speaks. */
export interface ProbeOptions {
  /** When the prober gives up, from the start to the end of the answer. Default: `"5s"`. */
  readonly timeout?: Duration;
  /** When it gives up in one phase. Default: `connect` after 3 s or half the time-out, the others with the whole. */
  readonly phaseTimeouts?: Readonly<Partial<Record<Phase, Duration>>>;
}

const TIMEOUT: Duration = "5s";
const LONGEST_CONNECT_MS = 3_000;

/** The part that all probes have in common; never changed once it is made. */
export abstract class ProbeBase<Answer> implements ProbeValue<Answer> {
  readonly timeoutMs: number;
  readonly phaseTimeoutsMs: Readonly<Partial<Record<Phase, number>>>;
  readonly expectations: readonly KeptExpectation<Answer>[];

  /** @throws {RangeError} for what is no time-out, and for one of what is no phase */
  constructor(options: ProbeOptions, expectations: readonly KeptExpectation<Answer>[]) {
    this.timeoutMs = milliseconds(options.timeout ?? TIMEOUT, "timeout");
    const connect = Math.min(LONGEST_CONNECT_MS, this.timeoutMs / 2);
    const given = Object.entries(options.phaseTimeouts ?? {}).map(([phase, text]) => {
      if (!isPhase(phase)) {
        throw new RangeError(`phaseTimeouts: expected one of ${PHASES.join(", ")}, received ${JSON.stringify(phase)}`);
      }
      return [phase, milliseconds(text, `phaseTimeouts.${phase}`)];
    });
    this.phaseTimeoutsMs = { dns: connect, connect, ...Object.fromEntries(given) };
    this.expectations = expectations;
  }

  /** What must not be shown of it: each is struck out of all that is said of an outcome. */
  get secrets(): readonly Secret<unknown>[] {
    return this.expectations.flatMap(({ secrets = [] }) => secrets);
  }

  abstract toString(): string;
  abstract toJSON(): Json;
}

function isPhase(phase: string): phase is Phase {
  return PHASES.some((each) => each === phase);
}

/**
 * Whether two probes ask the same and expect the same, as far as their records tell: two that differ in nothing but the value
 * of a secret, what a function closes over, or a schema that does not tell what it takes, count as the same.
 */
export function sameProbe(one: ProbeValue, other: ProbeValue): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
