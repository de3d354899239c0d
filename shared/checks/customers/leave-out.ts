import type { CheckResult } from "../check.ts";
import { count } from "../sentence-parts.ts";
import type { BlueWatch } from "./blue-watch.ts";
import { describeUndecided, type Told } from "./customers-sentence.ts";
import type { CustomersJudgement } from "./judge-customers.ts";
import type { ReadMinutes } from "./read-minutes.ts";

/** What was counted of green while blue did not err. */
export interface KeptMinutes extends ReadMinutes {
  /** How many others there are. */
  readonly leftOut: number;
}

/** Whether green does not pass by what was counted of it: what is undecided may still, and little traffic may be none of its faults. */
export function speaksAgainstGreen(judgement: CustomersJudgement, told: Told, isLast: boolean): boolean {
  const { served, latency } = judgement;
  if (served.decision === "failed" || (latency.isSlower && told.slower === "fail")) return true;
  return isLast && served.decision !== "passed" && describeUndecided(judgement, told, false).verdict !== "passed";
}

/** Keeps the minutes in and beside which blue did not err. */
export function leaveOut(green: ReadMinutes, blueWatch: Pick<BlueWatch, "has">): KeptMinutes {
  const minutes = green.minutes.filter(({ at }) => !blueWatch.has(at));
  return { ...green, minutes, leftOut: green.minutes.length - minutes.length };
}

/** `result` of the minutes that were kept, and what was left out of them. */
export function withLeftOut(
  result: CheckResult,
  { minutes, leftOut }: KeptMinutes,
  { targetGroup }: Told,
): CheckResult {
  const fault = `in or beside which blue, asked by IP meanwhile, erred, too. What both share was at fault then.`;
  const reason =
    minutes.length > 0
      ? `${result.reason} Left out: ${count(leftOut, "period")} ${fault}`
      : `Green's target group ${targetGroup}: nothing to judge by, for green does not pass by ${count(leftOut, "period")} ${fault} Look at what they depend on.`;
  return { ...result, reason };
}
