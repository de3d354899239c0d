import { classifyConnectionError } from "./connection-fault.ts";
import { Connections } from "./connections.ts";
import type { Expectation } from "./expectation.ts";
import { judgeAnswer } from "./judge-answer.ts";
import type { ErrorOutcome, FailedOutcome, Outcome, PassedOutcome } from "./outcome.ts";
import { PhaseTimeout } from "./phase-timeout.ts";
import { PhaseClock, type Phase } from "./phases.ts";
import { findProber, type AnswerOf, type Probe } from "./probers.ts";
import type { ProbeValue, Prober } from "./prober.ts";
import { scrubber, type Scrub } from "./scrub.ts";
import type { Target } from "./target.ts";

/** What is not the probe's own. */
export interface RunOptions {
  /** Where probes find connections that were asked to be kept. Default: none are. */
  readonly connections?: Connections;
  /** When the probe should have begun, on the clock of `performance.now()`: latency counts from there. Default: now. */
  readonly intendedStart?: number;
  /** Milliseconds in which a first attempt must end, in place of a longer time-out; its latency is not judged, since it may be slow. */
  readonly warmUpMs?: number;
}

/**
 * Asks once, over one address: no second address, no retry. Rejects only when `signal` is aborted, with its reason; whatever
 * the peer does is an outcome, within the probe's time-out even if a prober ignores its signal.
 */
export async function runProbe<P extends Probe>(
  probe: P,
  target: Target,
  signal: AbortSignal,
  options: RunOptions = {},
): Promise<Outcome<AnswerOf<P>>> {
  signal.throwIfAborted();
  const prober = findProber(probe.kind);
  return (await ask(prober instanceof Promise ? await prober : prober, probe, target, signal, options)) as Outcome<
    AnswerOf<P>
  >;
}

async function ask(
  prober: Prober<ProbeValue, unknown>,
  probe: ProbeValue,
  target: Target,
  signal: AbortSignal,
  { connections = new Connections(), intendedStart, warmUpMs }: RunOptions,
): Promise<Outcome> {
  // Again: it may have been aborted while the prober was loaded.
  signal.throwIfAborted();
  const scrub = scrubber(probe.secrets);
  const request = scrub(prober.request(probe, target));
  const ending = new AbortController();
  const { promise: ended, reject } = Promise.withResolvers<never>();
  // Not by an event of the signal: this is called for every probe, and what a prober does after it is no longer waited for.
  const giveUp = (reason: unknown): void => {
    ending.abort(reason);
    reject(reason);
  };
  const end = (afterMs: number): NodeJS.Timeout =>
    setTimeout(() => giveUp(clock.late?.(afterMs) ?? new PhaseTimeout(clock.current, afterMs)), afterMs);
  let phaseTimer: NodeJS.Timeout | undefined;
  const onBegin = (phase: Phase): void => {
    clearTimeout(phaseTimer);
    const limit = probe.phaseTimeoutsMs[phase];
    phaseTimer = limit === undefined ? undefined : end(limit);
  };
  const clock = new PhaseClock(onBegin, undefined, intendedStart);
  const timer = end(Math.min(probe.timeoutMs, warmUpMs ?? Infinity));
  const expectations = warmUpMs === undefined ? probe.expectations : probe.expectations.filter(isNotOfTime);
  const stop = (): void => giveUp(signal.reason);
  signal.addEventListener("abort", stop, { once: true });
  const measured = (): Pick<Outcome, "latencyMs" | "phases" | "request"> => {
    return { latencyMs: clock.elapsed(), phases: clock.phases, request };
  };
  try {
    const asking = prober.ask(probe, { target, clock, connections }, ending.signal);
    asking.catch(() => undefined);
    const answer = await Promise.race([asking, ended]);
    const at = measured();
    return { ...(await judgeAnswer(expectations, answer, scrub)), ...at };
  } catch (error) {
    signal.throwIfAborted();
    const cause: unknown = ending.signal.aborted ? ending.signal.reason : error;
    return faultOutcome(probe, target, cause, measured(), scrub);
  } finally {
    clearTimeout(timer);
    clearTimeout(phaseTimer);
    signal.removeEventListener("abort", stop);
  }
}

function isNotOfTime({ judgesTime }: Expectation<unknown>): boolean {
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
  const observed = scrub(fault.observed);
  if (fault.kind === "error") return { ...fault, ...measured, observed };
  const expected = scrub(probe.expectations.map(({ text }) => text).join(", ") || "an answer");
  return { decisive: false, ...fault, ...measured, observed, expected, findings: [] };
}
