import type { Deployment } from "../../deployment/deployment.ts";
import type { CheckContext, CheckResult } from "../check.ts";
import type { Clock } from "../watch/clock.ts";
import { BETWEEN_LAST_LOOKS_MS, mayPass, MOST_REFUSED } from "../watch/may-pass.ts";
import type { Watched } from "../watch/watched.ts";
import { findFiring, judgeSilence } from "./judge-alarms.ts";
import { lookAtAlarms } from "./look-at-alarms.ts";
import { namedAlarms, noAlarmNamed } from "./named-alarms.ts";

/** What goes from one invocation to the next. */
export interface AlarmsState {
  /** When the watch began, as milliseconds of the epoch. */
  readonly since: number;
  /** How often the alarms were looked at. */
  readonly looks: number;
}

/** How long alarms are watched. */
export interface AlarmWatch {
  /** Milliseconds between two looks. */
  readonly every: number;
  /** Aborted when the watch is over: the alarms are looked at once more, and it is concluded. */
  readonly over: AbortSignal;
}

/**
 * Watches the alarms of the deployment group and those that the configuration names: fails with the first that fires, and
 * otherwise ends when `over` is aborted. When `signal` is, it ends at once with what it needs to be gone on with.
 * @throws {AwsCallError}
 */
export async function watchAlarms(
  { deployment, configuration, clients }: CheckContext<Deployment>,
  state: AlarmsState | undefined,
  { every, over }: AlarmWatch,
  clock: Clock,
  signal: AbortSignal,
): Promise<Watched<AlarmsState>> {
  const { names } = namedAlarms(deployment, configuration.alarms.names);
  if (names.length === 0) {
    return {
      kind: "decided",
      result: { verdict: "passed", notApplicable: true, reason: noAlarmNamed(deployment, 0) },
    };
  }
  const since = state?.since ?? clock.now();
  let looks = state?.looks ?? 0;
  let refused = 0;
  let soFar: CheckResult = { verdict: "inconclusive", reason: "Stopped before the alarms were looked at." };
  try {
    for (;;) {
      const isLast = over.aborted;
      try {
        const alarms = await lookAtAlarms(clients, names, signal);
        looks += 1;
        refused = 0;
        const seconds = Math.round((clock.now() - since) / 1000);
        const firing = findFiring(alarms);
        soFar = firing ?? judgeSilence(alarms, configuration.alarms, `in ${seconds} s, at ${looks} looks`);
        if (isLast || firing) return { kind: "decided", result: soFar };
      } catch (error) {
        signal.throwIfAborted();
        refused += 1;
        if (refused >= MOST_REFUSED || !mayPass(error)) throw error;
        if (isLast) await clock.pause(Math.min(every, BETWEEN_LAST_LOOKS_MS), signal);
      }
      await clock.pause(every, AbortSignal.any([signal, over])).catch(() => signal.throwIfAborted());
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    return { kind: "stopped", state: { since, looks }, soFar };
  }
}
