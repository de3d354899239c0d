import type { Outcome } from "./outcome.ts";
import { runProbe, type Probe } from "./probe.ts";
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

export interface Pace {
  /** Probes started a second, over all assignments. */
  readonly perSecond: number;
  /** Probes of one assignment that may be waiting for their answers at once: a silent target must not hold up the others. */
  readonly inFlightPerMember: number;
}

/** A probe that was sent, and its outcome once there is one. */
interface Sent {
  readonly assignment: Assignment;
  outcome?: Outcome;
}

/**
 * Deals probes round-robin at a steady pace, whether or not earlier ones have been answered (a slow service is not asked
 * less often for being slow). Endless: stop by leaving the loop, which abandons the probes still in flight. Throws the
 * signal's reason when it is aborted, after the outcomes that are there.
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
  if (assignments.length === 0) return;
  const stopped = new AbortController();
  const running = AbortSignal.any([signal, stopped.signal]);
  const inFlight = new Map<string, number>();
  const sent: Sent[] = [];
  let fault: { readonly error: unknown } | undefined;
  let wake = (): void => {};
  let next = 0;

  const count = (member: string): number => inFlight.get(member) ?? 0;
  const start = async (assignment: Assignment): Promise<void> => {
    const { member, probe, target } = assignment;
    const one: Sent = { assignment };
    sent.push(one);
    inFlight.set(member, count(member) + 1);
    try {
      one.outcome = await runProbe(probe, target, running);
    } catch (error) {
      // A probe rejects when it is aborted, and then nobody waits for it. Anything else must not vanish as a lost sample.
      if (!running.aborted) fault = { error };
    }
    inFlight.set(member, count(member) - 1);
    wake();
  };
  const startNextFree = (): void => {
    for (let tried = 0; tried < assignments.length; tried += 1) {
      const assignment = assignments[next % assignments.length];
      next += 1;
      if (assignment && count(assignment.member) < pace.inFlightPerMember) {
        void start(assignment);
        return;
      }
    }
  };

  signal.addEventListener("abort", () => wake(), { once: true, signal: stopped.signal });
  const stopPacing = everyMs(1000 / pace.perSecond, startNextFree);
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
    stopped.abort(new Error("sampling was stopped"));
  }
}

/**
 * Calls `act` at once and then every `ms` milliseconds on average, which setInterval does not: it rounds down to whole
 * milliseconds and drifts. What was missed while the process was busy is not made up for.
 * @returns what ends it
 */
function everyMs(ms: number, act: () => void): () => void {
  let timer: NodeJS.Timeout;
  let due = performance.now();
  const tick = (): void => {
    act();
    const now = performance.now();
    due = Math.max(due + ms, now);
    timer = setTimeout(tick, due - now);
  };
  tick();
  return () => clearTimeout(timer);
}
