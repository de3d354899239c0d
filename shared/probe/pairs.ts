import { checkCount } from "./check-count.ts";
import type { Outcome } from "./outcome.ts";
import { startPacing } from "./pacing.ts";
import { findProber, type Probe } from "./probers.ts";
import { runProbe } from "./run-probe.ts";
import type { Target } from "./target.ts";

/** The same question for two targets at the same instant. */
export interface Pair {
  readonly probe: Probe;
  /** Whom the question is about. */
  readonly subject: Target;
  /** With whom it is compared. */
  readonly control: Target;
  /** Whether the control is asked first, by some microseconds: somebody must be, and neither may always be. */
  readonly controlFirst: boolean;
}

/** What a pair was answered. */
export interface AnsweredPair<P extends Pair> {
  readonly pair: P;
  readonly subject: Outcome;
  readonly control: Outcome;
}

/** How fast pairs are asked. */
export interface PairPace {
  /** Pairs due a second, whether or not earlier ones have been answered. */
  readonly perSecond: number;
  /** Pairs that may be waiting for an answer at once. */
  readonly inFlight: number;
}

/** When a stream of pairs ends. */
export interface PairEnds {
  /** Aborted when no more are to be asked: those that were asked are waited for. */
  readonly asking: AbortSignal;
  /** Aborted when nothing is waited for any more. */
  readonly waiting: AbortSignal;
}

interface Sent<P extends Pair> {
  readonly pair: P;
  answered?: AnsweredPair<P>;
}

/**
 * Asks pairs at a steady pace, both requests of a pair in the same tick, each over a connection of its own: so that their
 * latencies may be compared. One that the limit holds back is asked when there is room.
 *
 * They are yielded in the order in which they were asked: taken as they come, good answers would be seen before missing
 * ones. Stop by leaving the loop, which abandons those in flight.
 * @param next the pair to ask now; undefined for none, and then the turn is left out
 * @throws the reason of `waiting` when it is aborted; a {@link RangeError} for a pace at which nothing would be asked
 */
export async function* samplePairs<P extends Pair>(
  next: () => P | undefined,
  pace: PairPace,
  { asking, waiting }: PairEnds,
): AsyncGenerator<AnsweredPair<P>, void, undefined> {
  checkCount("inFlight", pace.inFlight);
  const stopped = new AbortController();
  const running = AbortSignal.any([waiting, stopped.signal]);
  const sent: Sent<P>[] = [];
  let due = 0;
  let inFlight = 0;
  let fault: { readonly error: unknown } | undefined;
  let wake = (): void => {};

  const ask = async (pair: P): Promise<void> => {
    const one: Sent<P> = { pair };
    sent.push(one);
    inFlight += 1;
    try {
      one.answered = await askPair(pair, running);
    } catch (error) {
      if (!running.aborted) fault = { error };
    }
    inFlight -= 1;
    sendDue();
    wake();
  };
  const sendDue = (): void => {
    while (due > 0 && inFlight < pace.inFlight && !asking.aborted && !running.aborted) {
      due -= 1;
      const pair = next();
      if (pair) void ask(pair);
    }
  };

  for (const signal of [asking, waiting]) {
    signal.addEventListener("abort", () => wake(), { once: true, signal: stopped.signal });
  }
  const stopPacing = startPacing(pace, () => {
    due += 1;
    sendDue();
  });
  try {
    for (;;) {
      const [head] = sent;
      if (head?.answered) {
        sent.shift();
        yield head.answered;
        continue;
      }
      waiting.throwIfAborted();
      if (fault) throw fault.error;
      if (asking.aborted && !head) return;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  } finally {
    stopPacing();
    stopped.abort(new Error("sampling was stopped"));
  }
}

async function askPair<P extends Pair>(pair: P, signal: AbortSignal): Promise<AnsweredPair<P>> {
  const { probe, controlFirst } = pair;
  // A prober that has to be loaded is loaded before either is asked.
  await findProber(probe.kind);
  const targets = controlFirst ? [pair.control, pair.subject] : [pair.subject, pair.control];
  const [first, second] = await Promise.all(targets.map((target) => runProbe(probe, target, signal)));
  if (!first || !second) throw new RangeError("a pair was asked and not answered");
  return controlFirst ? { pair, subject: second, control: first } : { pair, subject: first, control: second };
}
