import type { CountedMinute } from "./read-minutes.ts";

/** What green may be to blame for in one period, and may not: to pass it counts as errors, to fail it does not. */
export interface Doubts {
  /** 5xx that the load balancer gave itself, beyond the most of any period before the shift: of whatever service. */
  readonly loadBalancer: number;
  /** Requests without any answer, beyond what blue left: customers who gave up, mostly. */
  readonly unanswered: number;
}

/** @param green in their order; @param blue those before the shift */
export function doubtsIn(green: readonly CountedMinute[], blue: readonly CountedMinute[]): readonly Doubts[] {
  const usual5xx = Math.max(0, ...blue.map(({ loadBalancer5xx }) => loadBalancer5xx));
  const requests = sum(blue, "requests");
  const share = requests === 0 ? 0 : Math.max(0, sum(blue, "unanswered") / requests);
  // A request may be counted when it comes, and its answer in the period after: as many as blue ever had under way.
  const underWay = Math.max(0, ...blue.map(({ unanswered }) => unanswered));
  let soFar = 0;
  return green.map(({ loadBalancer5xx }, index) => {
    const seen = green.slice(0, index + 1);
    const excess = Math.floor(sum(seen, "unanswered") - share * sum(seen, "requests") - underWay);
    const unanswered = Math.max(0, excess - soFar);
    soFar += unanswered;
    return { loadBalancer: Math.max(0, loadBalancer5xx - usual5xx), unanswered };
  });
}

function sum(minutes: readonly CountedMinute[], what: "requests" | "unanswered"): number {
  return minutes.reduce((total, minute) => total + minute[what], 0);
}
