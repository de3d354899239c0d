import type { PhaseClock } from "../phases.ts";
import type { ProbeValue } from "../prober.ts";

/** What it takes to come to an outcome. */
const ROOM_MS = 20;

/** Milliseconds that a probe may still wait for what it can do without, before its time is up. */
export function remainingMs({ timeoutMs, phaseTimeoutsMs }: ProbeValue, clock: PhaseClock): number {
  return Math.min(timeoutMs - clock.elapsed(), phaseTimeoutsMs.firstByte ?? Infinity) - ROOM_MS;
}
