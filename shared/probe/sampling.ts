import { setTimeout as sleep } from "node:timers/promises";
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

/**
 * Deals probes round-robin at a steady pace, whether or not earlier ones have been answered (a slow service is not asked
 * less often for being slow), and yields each outcome as it comes. Endless: stop by leaving the loop, which abandons the
 * probes still in flight. Throws the signal's reason when it is aborted.
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
  const finished: Sample[] = [];
  let wake = (): void => {};
  let next = 0;

  const start = (assignment: Assignment): void => {
    inFlight.set(assignment.member, (inFlight.get(assignment.member) ?? 0) + 1);
    runProbe(assignment.probe, assignment.target, running)
      .then((outcome) => finished.push({ assignment, outcome }))
      // Rejects only when aborted: nobody waits for this outcome any more.
      .catch(() => undefined)
      .finally(() => {
        inFlight.set(assignment.member, (inFlight.get(assignment.member) ?? 1) - 1);
        wake();
      });
  };
  const startNextFree = (): void => {
    for (let tried = 0; tried < assignments.length; tried += 1) {
      const assignment = assignments[next % assignments.length];
      next += 1;
      if (assignment && (inFlight.get(assignment.member) ?? 0) < pace.inFlightPerMember) return start(assignment);
    }
  };

  signal.addEventListener("abort", () => wake(), { once: true, signal: stopped.signal });
  const ticker = setInterval(startNextFree, 1000 / pace.perSecond);
  startNextFree();
  try {
    for (;;) {
      signal.throwIfAborted();
      for (let ready = finished.shift(); ready; ready = finished.shift()) yield ready;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  } finally {
    clearInterval(ticker);
    stopped.abort(new Error("sampling was stopped"));
  }
}

/** What the warm-up of one assignment came to: the outcome that ended it, after how many attempts. */
export interface WarmUp {
  readonly assignment: Assignment;
  readonly last: Outcome;
  readonly attempts: number;
}

export interface WarmUpLimits {
  /** Milliseconds for every assignment to pass once. */
  readonly withinMs: number;
  /** Milliseconds between the attempts on one assignment. */
  readonly everyMs: number;
}

/**
 * Asks every assignment until it passes once, or time is up: the one place where a failure is tried again, and none of it
 * is counted as a sample. Latency is not judged: a first request may be slow.
 */
export function warmUp(
  assignments: readonly Assignment[],
  limits: WarmUpLimits,
  signal: AbortSignal,
): Promise<readonly WarmUp[]> {
  const until = performance.now() + limits.withinMs;
  return Promise.all(assignments.map((assignment) => warmUpOne(assignment, until, limits.everyMs, signal)));
}

async function warmUpOne(assignment: Assignment, until: number, everyMs: number, signal: AbortSignal): Promise<WarmUp> {
  const probe = withoutLatency(assignment.probe);
  for (let attempts = 1; ; attempts += 1) {
    const last = await runProbe(probe, assignment.target, signal);
    if (last.kind === "passed" || performance.now() + everyMs > until) return { assignment, last, attempts };
    await sleep(everyMs, undefined, { signal });
  }
}

function withoutLatency(probe: Probe): Probe {
  if (probe.protocol === "tcp") return probe;
  const { withinMs: _, ...expect } = probe.expect;
  return { ...probe, expect };
}
