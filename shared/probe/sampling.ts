import { checkCount } from "./check-count.ts";
import { Connections } from "./connections.ts";
import type { Outcome } from "./outcome.ts";
import { startPacing } from "./pacing.ts";
import type { Probe } from "./probers.ts";
import { runProbe } from "./run-probe.ts";
import type { Target } from "./target.ts";

/** One probe of one target, judged by its own samples and with all the others. */
export interface Assignment {
  /** Unique among the assignments of a run. */
  readonly member: string;
  readonly probe: Probe;
  readonly target: Target;
}

export interface Sample {
  readonly assignment: Assignment;
  readonly outcome: Outcome;
}

/** How fast, and with how many connections, a run asks. */
export interface Pace {
  /** Probes due a second, over all assignments, whether or not earlier ones have been answered. */
  readonly perSecond: number;
  /** Probes of one assignment that may be waiting for their answers at once: a silent target must not hold up the others. */
  readonly inFlightPerMember: number;
  /** Probes of all assignments together that may be waiting at once. Default: no other limit. */
  readonly inFlight?: number;
  /** How far a probe may be moved from its time, as a part of the interval: 0..1. Default: 0. */
  readonly jitter?: number;
  /** From 0 to 1, for the jitter. Default: Math.random. */
  readonly random?: () => number;
  /** False to leave out the expectations that judge how long an answer took. Default: true. */
  readonly judgesTime?: boolean;
  /** Told, where the loop is left, how many probes were under way: whoever was asked has no answer to them. */
  readonly onAbandon?: (probes: number) => void;
}

/** A probe that was sent, and its outcome once there is one. */
interface Sent {
  readonly assignment: Assignment;
  outcome?: Outcome;
}

/**
 * Deals probes round-robin at a steady pace (a slow service is not asked less often for being slow). A probe that a limit
 * holds back is sent when there is room, and its latency counts from when it was due. Endless: stop by leaving the loop,
 * which abandons the probes still in flight. Throws the signal's reason when it is aborted, after the outcomes that are
 * there, and a {@link RangeError} for a pace at which it would ask nobody, or without a pause.
 *
 * Outcomes are yielded in the order in which the probes were sent. Taken as they come, they would lie: good answers come
 * at once and missing ones only after their time-out, so that a service which leaves a tenth of its requests unanswered
 * would show a hundred good answers before the first error.
 */
export async function* sample(
  assignments: readonly Assignment[],
  pace: Pace,
  signal: AbortSignal,
): AsyncGenerator<Sample, void, undefined> {
  checkCount("inFlightPerMember", pace.inFlightPerMember);
  checkCount("inFlight", pace.inFlight ?? Infinity);
  if (assignments.length === 0) return;
  await using connections = new Connections();
  const stopped = new AbortController();
  const running = AbortSignal.any([signal, stopped.signal]);
  const { judgesTime = true } = pace;
  const atOnce = pace.inFlight ?? Infinity;
  const inFlight = new Map<string, number>();
  const sent: Sent[] = [];
  /** When each probe was due that has not been sent yet. */
  const due: number[] = [];
  let inFlightInAll = 0;
  let fault: { readonly error: unknown } | undefined;
  let wake = (): void => {};
  let next = 0;

  const count = (member: string): number => inFlight.get(member) ?? 0;
  const ask = async (assignment: Assignment, intendedStart: number): Promise<void> => {
    const { member, probe, target } = assignment;
    const one: Sent = { assignment };
    sent.push(one);
    inFlight.set(member, count(member) + 1);
    inFlightInAll += 1;
    try {
      one.outcome = await runProbe(probe, target, running, { connections, intendedStart, judgesTime });
    } catch (error) {
      // A probe rejects when it is aborted, and then nobody waits for it. Anything else must not vanish as a lost sample.
      if (!running.aborted) fault = { error };
    }
    inFlight.set(member, count(member) - 1);
    inFlightInAll -= 1;
    if (!running.aborted) sendDue();
    wake();
  };
  const nextFree = (): Assignment | undefined => {
    for (let tried = 0; tried < assignments.length; tried += 1) {
      const assignment = assignments[next % assignments.length];
      next += 1;
      if (assignment && count(assignment.member) < pace.inFlightPerMember) return assignment;
    }
    return undefined;
  };
  const sendDue = (): void => {
    for (;;) {
      const [intendedStart] = due;
      const assignment = intendedStart === undefined || inFlightInAll >= atOnce ? undefined : nextFree();
      if (intendedStart === undefined || !assignment) return;
      due.shift();
      void ask(assignment, intendedStart);
    }
  };

  signal.addEventListener("abort", () => wake(), { once: true, signal: stopped.signal });
  const stopPacing = startPacing(pace, (at) => {
    due.push(at);
    sendDue();
  });
  try {
    for (;;) {
      const [head] = sent;
      if (head?.outcome) {
        sent.shift();
        yield { assignment: head.assignment, outcome: head.outcome };
        continue;
      }
      signal.throwIfAborted();
      if (fault) throw fault.error;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  } finally {
    stopPacing();
    if (inFlightInAll > 0) pace.onAbandon?.(inFlightInAll);
    stopped.abort(new Error("sampling was stopped"));
  }
}
