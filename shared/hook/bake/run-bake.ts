import type { Check } from "../../checks/check.ts";
import type { BakeContext, Resumable } from "../../checks/resumable-check.ts";
import type { Deployment } from "../../deployment/deployment.ts";
import type { Verdict } from "../../verdict/verdict.ts";
import type { Interruption } from "../interruption.ts";
import { reportOff, type CheckReport } from "../check-report.ts";
import { runChecks } from "../run-checks.ts";
import { createBakeStopper, type BakeStop } from "./bake-stopper.ts";
import { cutShort } from "./cut-short.ts";
import { reportInBake } from "./report-in-bake.ts";
import { runResumable } from "./run-resumable.ts";
import type { InvocationShare } from "./share-invocation.ts";
import type { Standing } from "./standing.ts";

const TIMER_SLACK_MS = 50;

/** What one invocation of a bake has to do. */
export interface BakeWork<D extends Deployment> {
  /** Checks that decide within one invocation, and have not been run. */
  readonly once: readonly Check<D>[];
  readonly resumables: readonly Resumable<D>[];
  readonly context: BakeContext<D>;
  /** How far the invocations before came. */
  readonly standing: Standing;
  /** Whether a verdict is reported as `Failed`. */
  readonly isRefused: (verdict: Verdict) => boolean;
  /** Resolves when the deployment is over. */
  readonly deploymentEnds: (signal: AbortSignal) => Promise<unknown>;
}

/** How far one invocation came. */
export interface BakeRun extends Standing {
  readonly stop: BakeStop;
}

/**
 * Runs the checks of a bake until it is decided or its time is up. What has not decided by then is held.
 * @param signal the last moment of all checks
 */
export async function runBake<D extends Deployment>(
  { once, resumables, context, standing, isRefused, deploymentEnds }: BakeWork<D>,
  { stopAt, onceUntil }: InvocationShare,
  interruption: Promise<Interruption>,
  signal: AbortSignal,
): Promise<BakeRun> {
  const decided = new Map(standing.decided.map((report) => [report.name, report]));
  const held = new Map(Object.entries(standing.held));
  const stopper = createBakeStopper();
  const look = (): void => {
    if ([...decided.values()].some(({ mode, verdict }) => mode === "enforce" && isRefused(verdict)))
      stopper.stop("refused");
    const waitedFor = [...once, ...resumables.filter((check) => check.isWaitedForUntil(context) > Date.now())];
    if (waitedFor.every(({ name }) => decided.has(name))) stopper.stop("decided");
  };
  const decide = (report: CheckReport): void => {
    decided.set(report.name, report);
    held.delete(report.name);
    look();
  };
  const isOver = AbortSignal.any([signal, stopper.signal]);
  const onceStopper = createBakeStopper();
  // Those that decide within one invocation are not cut short by the end of the bake, only by that of the invocation.
  void stopper.stopped.then((why) => (why === "time" ? undefined : onceStopper.stop(why)));
  const isOnceOver = AbortSignal.any([signal, onceStopper.signal]);
  const runOnce = async (check: Check<D>): Promise<void> => {
    const cut = onceStopper.stopped.then(() => [cutShort(check.name, context)]);
    const run = runChecks([check], context, interruption, isOnceOver);
    for (const report of await Promise.race([cut, run])) decide(report);
  };
  const resume = async (check: Resumable<D>): Promise<void> => {
    const off = reportOff(context.configuration.checks, check.name);
    if (off) return decide(off);
    const before = held.get(check.name);
    if (decided.has(check.name) || (before && isOver.aborted)) return;
    const outcome = await runResumable(check, context, before, interruption, isOver);
    if ("held" in outcome) held.set(check.name, outcome.held);
    else decide(reportInBake(check.name, outcome.result, context));
  };
  // A watcher's least time may end when nothing else does. A timer may fire before the clock says so.
  const leastEnds = resumables.map((check) => check.isWaitedForUntil(context)).filter(Number.isFinite);
  const timers = [
    ...leastEnds.map((until) => setTimeout(look, Math.max(until - Date.now(), 0) + TIMER_SLACK_MS)),
    setTimeout(() => stopper.stop("time"), Math.max(stopAt - Date.now(), 0)),
    setTimeout(() => onceStopper.stop("time"), Math.max(onceUntil - Date.now(), 0)),
  ];
  const onAbort = (): void => stopper.stop("time");
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    look();
    if (stopAt <= Date.now()) stopper.stop("time");
    void deploymentEnds(isOver).then(() => stopper.stop("ended"));
    await Promise.all([...once.map(runOnce), ...resumables.map(resume)]);
    // One that gave its state back before it was asked to is not run again in this invocation.
    const stop = await Promise.race([stopper.stopped, interruption.then((): BakeStop => "time")]);
    return { decided: [...decided.values()], held: Object.fromEntries(held), stop };
  } finally {
    stopper.stop("time");
    signal.removeEventListener("abort", onAbort);
    timers.forEach(clearTimeout);
  }
}
