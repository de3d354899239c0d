/** The parts of a probe, in their order. */
export const PHASES = ["dns", "connect", "tls", "request", "firstByte", "body"] as const;

/**
 * - `dns`: the name is resolved; not there for an IP address.
 * - `connect`: until the connection stands.
 * - `tls`: the handshake.
 * - `request`: until the request is handed to the operating system.
 * - `firstByte`: until the beginning of the answer.
 * - `body`: until its end.
 */
export type Phase = (typeof PHASES)[number];

/** Milliseconds that each phase took; what was not gone through is absent. */
export type Phases = Readonly<Partial<Record<Phase, number>>>;

/** The fault that stands for a phase that did not end in `afterMs` milliseconds, where the phase alone does not tell. */
export type Late = (afterMs: number) => Error;

/** A clock for one probe: each phase lasts from the end of the one before to its own. */
export class PhaseClock {
  readonly #now: () => number;
  readonly #onBegin: (phase: Phase) => void;
  readonly #took: Partial<Record<Phase, number>> = {};
  readonly startedAt: number;
  readonly #intendedStart: number;
  #last: number;
  #current: Phase = "connect";
  #late: Late | undefined;

  /**
   * @param onBegin is told of each phase that begins
   * @param now milliseconds, never going back
   * @param intendedStart when the probe should have begun, on the same clock: before it did, where the prober was busy
   */
  constructor(
    onBegin: (phase: Phase) => void = () => undefined,
    now: () => number = () => performance.now(),
    intendedStart = Infinity,
  ) {
    this.#onBegin = onBegin;
    this.#now = now;
    this.startedAt = now();
    this.#last = this.startedAt;
    this.#intendedStart = Math.min(intendedStart, this.startedAt);
  }

  /** The phase that is going on: what a probe waited for when its time was up. */
  get current(): Phase {
    return this.#current;
  }

  /** What it means if time is up now: undefined where it is what the phase tells. */
  get late(): Late | undefined {
    return this.#late;
  }

  /**
   * Names the phase that begins now.
   * @param late says what it means if it does not end in time, where that is not what the phase tells
   */
  begin(phase: Phase, late?: Late): void {
    this.#current = phase;
    this.#late = late;
    this.#onBegin(phase);
  }

  /** Ends `phase`; a second time adds to it, as for a request after a redirect. */
  end(phase: Phase): void {
    const now = this.#now();
    this.#took[phase] = (this.#took[phase] ?? 0) + (now - this.#last);
    this.#last = now;
  }

  /** Milliseconds since the probe should have begun: its latency, once the answer is there. */
  elapsed(): number {
    return this.#now() - this.#intendedStart;
  }

  get phases(): Phases {
    return this.#took;
  }
}
