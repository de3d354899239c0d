import type { CountedMinute } from "./read-minutes.ts";

/** What green may be to blame for in one period, and may not: to pass it counts as errors, to fail it does not. */
export interface Doubts {
  /** 5xx that the load balancer gave itself, beyond the most of any period before the shift: of whatever service. */
  readonly loadBalancer: number;
  /** Requests without any answer, beyond what blue left: customers who gave up, mostly. Negative where earlier ones were answered since. */
  readonly unanswered: number;
}

/** Periods with requests below which nobody knows what is usual. */
const LEAST_HISTORY = 3;

/** Whether blue shows how many requests usually end without an answer: WebSockets all do, and some customers always leave. */
export function knowsUnanswered(blue: readonly CountedMinute[]): boolean {
  return blue.filter(({ requests }) => requests > 0).length >= LEAST_HISTORY;
}

/**
 * @param green in their order
 * @param blue those before the shift
 * @param abandoned how many of this suite's own probes were given up in each of green's
 */
export function doubtsIn(
  green: readonly CountedMinute[],
  blue: readonly CountedMinute[],
  abandoned: readonly number[] = [],
): readonly Doubts[] {
  const usual5xx = Math.max(0, ...blue.map(({ loadBalancer5xx }) => loadBalancer5xx));
  const unanswered = knowsUnanswered(blue) ? unansweredIn(green, blue, abandoned) : [];
  return green.map(({ loadBalancer5xx }, index) => {
    return { loadBalancer: Math.max(0, loadBalancer5xx - usual5xx), unanswered: unanswered[index] ?? 0 };
  });
}

function unansweredIn(
  green: readonly CountedMinute[],
  blue: readonly CountedMinute[],
  abandoned: readonly number[],
): readonly number[] {
  const share = Math.max(0, sum(blue, "unanswered") / sum(blue, "requests"));
  // A request may be counted when it comes, and its answer in the period after: as many as blue ever had under way.
  const underWay = Math.max(0, ...blue.map(({ unanswered }) => unanswered));
  const excess = green.map((_, index) => {
    const seen = green.slice(0, index + 1);
    const given = abandoned.slice(0, index + 1).reduce((total, each) => total + each, 0);
    return sum(seen, "unanswered") - share * sum(seen, "requests") - underWay - given;
  });
  const forgiven = underWayAtFirst(excess);
  // What is answered later has not been left without an answer.
  const doubted = excess.map((each) => Math.max(0, Math.floor(each - forgiven)));
  return doubted.map((each, index) => each - (doubted[index - 1] ?? 0));
}

/**
 * At the end of green's first period the first requests are under way (blue's periods have as many at both ends): where customers
 * leave, it grows again by as much.
 */
function underWayAtFirst([first = 0, second]: readonly number[]): number {
  if (second === undefined || first <= 0) return 0;
  return first - Math.min(first, Math.max(0, second - first));
}

function sum(minutes: readonly CountedMinute[], what: "requests" | "unanswered"): number {
  return minutes.reduce((total, minute) => total + minute[what], 0);
}
