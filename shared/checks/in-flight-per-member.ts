import type { CheckPlan } from "../configuration/plan-for.ts";

/** Sockets that one check may have open at once. */
const IN_FLIGHT = 256;

/**
 * As many as a member's share of the pace comes to while answers take their whole time-out: a service that is slow, and
 * allowed to be, is asked no less often for it.
 */
export function inFlightPerMember({ rate, timeout }: CheckPlan["probing"], members: number): number {
  const atThatPace = Math.ceil((rate * timeout) / 1000 / members) + 1;
  return Math.max(1, Math.min(atThatPace, Math.floor(IN_FLIGHT / members)));
}
