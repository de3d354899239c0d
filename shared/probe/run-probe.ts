import { concealAnswer } from "./conceal-answer.ts";
import { classifyConnectionError } from "./connection-fault.ts";
import { Connections } from "./connections.ts";
import { Deadline } from "./deadline.ts";
import type { KeptExpectation } from "./expectation.ts";
import { judgeAnswer } from "./judge-answer.ts";
import type { ErrorOutcome, FailedOutcome, Outcome, PassedOutcome } from "./outcome.ts";
import { PhaseTimeout } from "./phase-timeout.ts";
import { PhaseClock, type Phase } from "./phases.ts";
import { findProber, type AnswerOf, type Probe } from "./probers.ts";
import { ProberFault } from "./prober-fault.ts";
import type { ProbeValue, Prober } from "./prober.ts";
import { oneLine } from "./printable.ts";
import { scrubber, type Scrub } from "./scrub.ts";
import type { Target } from "./target.ts";

/** What is not the probe's own. */
export interface RunOptions {
  /** Where probes find connections that were asked to be kept, and leave theirs. Default: none outlives its probe. */
  readonly connections?: Connections;
  /** When the probe should have begun, on the clock of `performance.now()`: latency counts from there. Default: now. */
  readonly intendedStart?: number;
  /** Milliseconds in which a first attempt must end, in place of a longer time-out; its latency is not judged, since it may be slow. */
  readonly warmUpMs?: number;
  /** False to leave out the expectations that judge how long the answer took, as a first attempt does. Default: true. */
  readonly judgesTime?: boolean;
  /** Is told of each phase that begins, and when the answer is there to be judged. */
  readonly onProgress?: (doing: Phase | "judging") => void;
}

/**
 * Asks once, over one address: no second address, no retry. Rejects only when `signal` is aborted, with its reason; whatever
 * the peer does is an outcome, within the probe's time-out even if a prober ignores its signal or an expectation never ends.
 * @throws {RangeError} for a `warmUpMs` that is no time
 */
export async function runProbe<P extends Probe>(
  probe: P,
  target: Target,
  signal: AbortSignal,
  options: RunOptions = {},
): Promise<Outcome<AnswerOf<P>>> {
  signal.throwIfAborted();
  const { connections, warmUpMs } = options;
  if (warmUpMs !== undefined && !(warmUpMs > 0)) {
    throw new RangeError(`warmUpMs: expected milliseconds above 0, received ${warmUpMs}`);
  }
  const found = findProber(probe.kind);
  const prober = found instanceof Promise ? await found : found;
  if (connections)
    return (await ask(prober, probe, target, signal, { ...options, connections })) as Outcome<AnswerOf<P>>;
  await using own = new Connections();
  return (await ask(prober, probe, target, signal, { ...options, connections: own })) as Outcome<AnswerOf<P>>;
}

/** An answer of which nothing is expected would pass whatever it is. */
const NOTHING = "nothing is expected of its answer: add .expect(200)";
const DEFINITION = "the definition of the probe, not the service";
const UNENDING = "a function that an expectation was given: it waits for something without a limit of its own";
const BUSY =
  "work of this process that does not yield to its sockets, or too little of a CPU: give the function more memory";
/** A timer that is so much too late may be so for no reason. */
const MOST_LATE_MS = 250;

async function ask(
  prober: Prober<ProbeValue, unknown>,
  probe: ProbeValue,
  target: Target,
  signal: AbortSignal,
  {
    connections,
    intendedStart,
    warmUpMs,
    judgesTime = warmUpMs === undefined,
    onProgress,
  }: RunOptions & Required<Pick<RunOptions, "connections">>,
): Promise<Outcome> {
  // Again: it may have been aborted while the prober was loaded.
  signal.throwIfAborted();
  const scrub = scrubFor(probe);
  const request = scrub(prober.request(probe, target));
  const ending = new AbortController();
  const { promise: ended, reject } = Promise.withResolvers<never>();
  // Not by an event of the signal: this is called for every probe, and what a prober does after it is no longer waited for.
  const giveUp = (reason: unknown): void => {
    ending.abort(reason);
    reject(reason);
  };
  let isJudging = false;
  const timeUp = (afterMs: number, lateMs: number): Error => {
    if (isJudging) return new ProberFault("prober", `an expectation did not end in ${afterMs} ms`, UNENDING);
    if (lateMs > Math.max(MOST_LATE_MS, afterMs / 2)) {
      return new ProberFault("prober", `this function was busy for ${Math.round(lateMs)} ms`, BUSY);
    }
    return clock.late?.(afterMs) ?? new PhaseTimeout(clock.current, afterMs);
  };
  const end = (afterMs: number): Deadline => new Deadline(afterMs, (lateMs) => giveUp(timeUp(afterMs, lateMs)));
  let phaseTimer: Deadline | undefined;
  const onBegin = (phase: Phase): void => {
    onProgress?.(phase);
    phaseTimer?.clear();
    const limit = probe.phaseTimeoutsMs[phase];
    phaseTimer = limit === undefined ? undefined : end(limit);
  };
  const clock = new PhaseClock(onBegin, undefined, intendedStart);
  const timer = end(Math.min(probe.timeoutMs, warmUpMs ?? Infinity));
  const expectations = judgesTime ? probe.expectations : probe.expectations.filter(isNotOfTime);
  const stop = (): void => giveUp(signal.reason);
  signal.addEventListener("abort", stop, { once: true });
  const measured = (): Pick<Outcome, "latencyMs" | "phases" | "request"> => {
    return { latencyMs: clock.elapsed(), phases: clock.phases, request };
  };
  try {
    if (probe.expectations.length === 0) throw new ProberFault("prober", NOTHING, DEFINITION);
    const asking = prober.ask(probe, { target, clock, connections }, ending.signal);
    asking.catch(() => undefined);
    const answer = await Promise.race([asking, ended]);
    const at = measured();
    isJudging = true;
    onProgress?.("judging");
    phaseTimer?.clear();
    const judging = judgeAnswer(expectations, answer, scrub);
    return concealAnswer(judging instanceof Promise ? await Promise.race([judging, ended]) : judging, at);
  } catch (error) {
    signal.throwIfAborted();
    const cause: unknown = ending.signal.aborted ? ending.signal.reason : error;
    return faultOutcome(probe, target, cause, measured(), scrub);
  } finally {
    timer.clear();
    phaseTimer?.clear();
    signal.removeEventListener("abort", stop);
  }
}

/** A probe is never changed, and neither is what must not be shown of it: collected once, not for every time it is asked. */
const scrubs = new WeakMap<ProbeValue, Scrub>();

function scrubFor(probe: ProbeValue): Scrub {
  const known = scrubs.get(probe);
  if (known) return known;
  const scrub = scrubber(probe.secrets);
  scrubs.set(probe, scrub);
  return scrub;
}

function isNotOfTime({ judgesTime }: KeptExpectation<unknown>): boolean {
  return judgesTime !== true;
}

type Fault = FailedOutcome | ErrorOutcome;

function faultOutcome(
  probe: ProbeValue,
  { host, tls }: Target,
  error: unknown,
  measured: Pick<PassedOutcome, "latencyMs" | "phases" | "request">,
  scrub: Scrub,
): Fault {
  const named = host !== undefined || tls?.serverName !== undefined || tls?.certificateName !== undefined;
  const fault = classifyConnectionError(error, named || probe.namesHost === true);
  const clean = (text: string): string => oneLine(scrub(text));
  const observed = clean(fault.observed);
  if (fault.kind === "error") return { ...fault, ...measured, observed, likelyCause: clean(fault.likelyCause) };
  const expected = scrub(probe.expectations.map(({ text }) => text).join(", ") || "an answer");
  const likelyCause = fault.likelyCause === undefined ? {} : { likelyCause: clean(fault.likelyCause) };
  return { decisive: false, ...fault, ...measured, ...likelyCause, observed, expected, findings: [] };
}
