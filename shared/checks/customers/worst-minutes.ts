import type { CheckResult, WorstSample } from "../check.ts";
import { count } from "../sentence-parts.ts";
import { describeTimes } from "../watch/periods.ts";
import { cutSample, withWorst } from "../worst-samples.ts";
import { describeCounts, type Told } from "./customers-sentence.ts";
import type { CustomersJudgement } from "./judge-customers.ts";
import type { CountedMinute } from "./read-minutes.ts";

const MOST_SHOWN = 3;

/** `result` with the minutes of green's in which the greatest share of requests failed, and the slowest one, where it is no pass. */
export function withWorstMinutes(result: CheckResult, { green }: CustomersJudgement, told: Told): CheckResult {
  const failing = green.minutes
    .filter(({ errors, loadBalancer5xx }) => errors + loadBalancer5xx > 0)
    .toSorted((a, b) => shareOf(b) - shareOf(a) || b.loadBalancer5xx - a.loadBalancer5xx)
    .slice(0, MOST_SHOWN);
  const [slowest] = green.minutes
    .filter(({ p95 }) => p95 !== undefined)
    .toSorted((a, b) => (b.p95 ?? 0) - (a.p95 ?? 0));
  const shown = new Set([...failing, ...(slowest ? [slowest] : [])]);
  return withWorst(
    result,
    [...shown].map((minute) => describe(minute, told)),
  );
}

function shareOf({ requests, errors }: CountedMinute): number {
  return requests === 0 ? 0 : errors / requests;
}

function describe(minute: CountedMinute, { targetGroup, length }: Told): WorstSample {
  const { at, p95, loadBalancer5xx } = minute;
  const own = loadBalancer5xx > 0 ? `, ${count(loadBalancer5xx, "answer")} of 5xx by the load balancer itself` : "";
  const tail = p95 === undefined ? "" : `, 95 % of the answers within ${Math.ceil(p95)} ms`;
  const text = `green's target group ${targetGroup}, ${describeTimes([at], length)}: ${describeCounts([minute])}${own}${tail}`;
  return { text: cutSample(text) };
}
