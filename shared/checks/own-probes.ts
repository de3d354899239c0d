/** A time in which this suite asked through the production listener: milliseconds of the epoch. */
export interface ProbedSpan {
  readonly from: number;
  /** Null while it goes on. */
  readonly to: number | null;
  /** Probes a second, at most. */
  readonly perSecond: number;
  /** Probes that were sent and not waited for any more: whoever counts requests may have no answer to them. */
  readonly abandoned: number;
}

/** A time in which this suite asks, until it is disposed of. */
export interface Probing extends Disposable {
  /** Notes probes that are not waited for any more. */
  readonly abandon: (probes: number) => void;
}

/** Clocks differ, the load balancer's and this one. */
const MARGIN_MS = 250;
/** Enough for every check and every invocation of one hook. */
export const MOST_SPANS = 100;

/**
 * What this suite itself sends through the production listener. The load balancer counts it among its requests: who judges
 * those must not take our own good answers for customers'.
 */
export class OwnProbes {
  readonly #spans: { from: number; to: number | null; perSecond: number; abandoned: number }[];
  readonly #now: () => number;

  /** @param spans of earlier invocations of the same hook */
  constructor(spans: readonly ProbedSpan[] = [], now: () => number = () => Date.now()) {
    this.#spans = spans.slice(0, MOST_SPANS).map((span) => ({ ...span }));
    this.#now = now;
  }

  /** Until what it returns is disposed of, so many probes a second are sent at most. */
  begin(perSecond: number): Probing {
    const span = { from: this.#now(), to: null as number | null, perSecond, abandoned: 0 };
    this.#spans.push(span);
    return {
      abandon: (probes) => {
        span.abandoned += probes;
      },
      [Symbol.dispose]: () => {
        span.to = this.#now();
      },
    };
  }

  /** The greatest number of probes that may be counted in this time. */
  between(from: number, to: number): number {
    return this.#spans.reduce((sum, span) => {
      const end = (span.to ?? this.#now()) + MARGIN_MS;
      const overlapMs = Math.min(to, end) - Math.max(from, span.from - MARGIN_MS);
      return sum + (overlapMs > 0 ? Math.ceil((overlapMs / 1000) * span.perSecond) : 0);
    }, 0);
  }

  /** How many probes were given up in this time, on whose requests whoever counts them may have no answer. */
  abandonedBetween(from: number, to: number): number {
    return this.#spans.reduce((sum, span) => {
      const end = span.to ?? this.#now();
      return sum + (end >= from && end < to ? span.abandoned : 0);
    }, 0);
  }

  /** To be gone on with in another invocation: what still goes on ends with this one. */
  get spans(): readonly ProbedSpan[] {
    return this.#spans.map((span) => ({ ...span, to: span.to ?? this.#now() }));
  }
}
