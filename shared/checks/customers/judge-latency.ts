import type { Configuration } from "../../configuration/schema.ts";
import { AGREEING_MINUTES, judgeBeyond } from "../../verdict/compare/minutes-beyond.ts";
import { count, percent } from "../sentence-parts.ts";
import type { CountedMinute } from "./read-minutes.ts";

export interface LatencyJudgement {
  readonly isSlower: boolean;
  /** What to say of it; empty where nothing is asked. */
  readonly note: string;
}

const QUANTILES = ["p95", "p99"] as const;

/**
 * Whether green's percentiles of each period are beyond blue's before the shift, with the tolerance, by the exact rank-sum
 * test over periods. CloudWatch has percentiles and no samples: a period counts as one value, however many answers it has.
 * @param plan how many periods are looked at, at most; the risk of finding one of both percentiles slower where neither is
 */
export function judgeLatency(
  green: readonly CountedMinute[],
  blue: readonly CountedMinute[],
  { slower, tolerance, slack }: Configuration["customers"],
  { most, risk }: { readonly most: number; readonly risk: number },
): LatencyJudgement {
  if (slower === "ignore") return { isSlower: false, note: "" };
  const judged = QUANTILES.map((quantile) => {
    const now = green.flatMap((minute) => minute[quantile] ?? []);
    const before = blue.flatMap((minute) => minute[quantile] ?? []);
    const tolerated = before.map((ms) => ms * (1 + tolerance) + slack);
    return { quantile, now, before, ...judgeBeyond(now, tolerated, most, risk / QUANTILES.length) };
  });
  const slow = judged.find(({ isBeyond }) => isBeyond);
  if (slow) {
    const { quantile, now, before, minutes } = slow;
    const expected = `expected the ${quantile} of green's answers to be no more than ${percent(tolerance)} and ${slack} ms above blue's before the shift`;
    const observed = `observed ${describeMs(now.slice(0, minutes))} in ${count(minutes, "period")}, blue's was ${describeMs(before)} in ${before.length}`;
    return {
      isSlower: true,
      note: `Latency: ${expected}, ${observed}. It may be cold caches, or what green waits for: look at both.`,
    };
  }
  const [p95] = judged;
  if (!p95 || p95.now.length < AGREEING_MINUTES || p95.before.length < AGREEING_MINUTES) {
    return { isSlower: false, note: "Latency was not compared: too few periods have enough answers for a percentile." };
  }
  return {
    isSlower: false,
    note: `The p95 of the answers was ${describeMs(p95.now)} in ${count(p95.now.length, "period")}, before the shift ${describeMs(p95.before)}.`,
  };
}

/** `120 to 180 ms` */
function describeMs(values: readonly number[]): string {
  const [least, greatest] = [Math.min(...values), Math.max(...values)].map((ms) => Number(ms.toPrecision(3)));
  return least === greatest ? `${least} ms` : `${least} to ${greatest} ms`;
}
