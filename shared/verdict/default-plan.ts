import type { ErrorRatePlan } from "./plan.ts";
import type { TwoLevelPlan } from "./two-level-design.ts";

/**
 * For a service nobody configured: 0.1 % errors are fit for customers, 5 % are not, and either mistake is made once in a
 * thousand checks. Ten faultless tasks pass after 210 probes, 4.2 s at 50 a second.
 */
export const DEFAULT_RISK: ErrorRatePlan = { healthy: 0.001, bad: 0.05, falseRollback: 0.001, falsePass: 0.001 };

/** A single task at this error rate is broken, whatever the others do. */
const BAD_MEMBER = 0.2;
/** One broken task of many harms fewer customers than a broken version: half the probes at ten times the risk. */
const MEMBER_FALSE_PASS = 0.01;

/**
 * The plan of both levels for the rates and risks of the whole.
 * @param badMember the error rate at which a single task is broken; that of the whole where it is more
 */
export function planFor(risk: ErrorRatePlan = DEFAULT_RISK, badMember = BAD_MEMBER): TwoLevelPlan {
  const bad = Math.max(badMember, risk.bad);
  return { whole: risk, member: { ...risk, bad, falsePass: Math.max(MEMBER_FALSE_PASS, risk.falsePass) } };
}

/**
 * A latency objective as a plan: "99 % within 300 ms" says that 1 % may be slow, and is judged as an error rate whose errors
 * are slow answers, healthy at half of that and bad at twice.
 * @param share 0..1 exclusive, above 0.5: 0.99 for "99 % within"
 */
export function planForLatency(
  share: number,
  risk: Pick<ErrorRatePlan, "falseRollback" | "falsePass"> = DEFAULT_RISK,
): ErrorRatePlan {
  const slow = 1 - share;
  const { falseRollback, falsePass } = risk;
  return { healthy: slow / 2, bad: slow * 2, falseRollback, falsePass };
}
