import type { CheckPlan } from "../configuration/plan-for.ts";
import { curl } from "../probe/curl.ts";
import { HttpProbe } from "../probe/http/http-probe.ts";
import type { FailedOutcome } from "../probe/outcome.ts";
import type { CheckResult } from "./check.ts";
import type { Assignment } from "../probe/sampling.ts";

/** `1 error`, `2 errors` */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** `0.1 %` of 0.001 */
export function percent(rate: number): string {
  return `${Number((rate * 100).toPrecision(3))} %`;
}

/** The same of a bound, which must not be rounded down: two digits. */
export function percentUp(rate: number): string {
  const digits = 1 - Math.floor(Math.log10(rate * 100));
  const step = 10 ** Math.max(0, digits);
  return percent(Math.min(1, Math.ceil(rate * 100 * step * (1 - 1e-12)) / step / 100));
}

/** `green task 3f2a (10.0.1.7:8080, eu-west-1a): GET http://10.0.1.7:8080/health: expected status 200, observed status 500` */
export function describeFailure({ target }: Assignment, { request, expected, observed }: FailedOutcome): string {
  return `${target.label}: ${request}: expected ${expected}, observed ${observed}`;
}

/** What to do about a failure. */
export function adviceFor({ likelyCause }: FailedOutcome): string {
  return likelyCause === undefined ? "Look at its log for these requests." : `Likely cause: ${likelyCause}.`;
}

/** A result of probing, and whether what failed was a connection: the process may be gone. */
export interface ServiceResult extends CheckResult {
  readonly connectionLost?: true;
}

/** For a failure of which the network's own words are known: refused, reset, closed. */
export function lostConnection({ answer, likelyCause }: FailedOutcome): Pick<ServiceResult, "connectionLost"> {
  return answer !== undefined || likelyCause === undefined ? {} : { connectionLost: true };
}

/** The `curl` that repeats what was asked, where it was asked by HTTP. */
export function repeatOf({ probe, target }: Assignment): Pick<CheckResult, "repeat"> {
  return probe instanceof HttpProbe ? { repeat: curl(probe, target) } : {};
}

/** Where a check's plan is written: its own members come before those of all. */
export function placeOf({ check }: CheckPlan): string {
  return check === "green-is-warm" ? "warmUpLoad (else risk)" : `plans["${check}"] (else probing and risk)`;
}

/** How many targets there are among `assignments`: a target may be asked several things. */
export function countTargets(assignments: readonly Assignment[]): number {
  return new Set(assignments.map(({ target }) => target.label)).size;
}

/** Why a check was ended before it had decided, and what to do. */
export const TIME_WAS_UP =
  "this function's time was up: raise its timeout in serverless.yml (in a rehearsal, lower --time-scale)";
