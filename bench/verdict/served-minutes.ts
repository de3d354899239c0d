import { judgeServed, type ServedPlan } from "../../shared/verdict/compare/served-minutes.ts";
import { DEFAULT_RISK } from "../../shared/verdict/default-plan.ts";
import { drawPoisson } from "./draw-poisson.ts";
import { seededRandom } from "./seeded-random.ts";

/** What a load balancer counts in five minutes of green, after thirty of blue. */
export interface ServedSituation {
  readonly name: string;
  /** Requests a minute. */
  readonly traffic: number;
  /** Error rates. */
  readonly green: number;
  readonly blue: number;
  /** Errors that come at once. */
  readonly burst: number;
  /** Minutes of blue's in which every request failed. Default: none */
  readonly outage?: number;
}

export const SERVED_SITUATIONS: readonly ServedSituation[] = [
  { name: "0.1 %, blue too", traffic: 1200, green: 0.001, blue: 0.001, burst: 1 },
  { name: "0.1 %, blue too", traffic: 60, green: 0.001, blue: 0.001, burst: 1 },
  { name: "1 %, blue too", traffic: 1200, green: 0.01, blue: 0.01, burst: 1 },
  { name: "5 %, blue too", traffic: 1200, green: 0.05, blue: 0.05, burst: 1 },
  { name: "1 %, blue 0.1 %", traffic: 1200, green: 0.01, blue: 0.001, burst: 1 },
  { name: "2 %, blue 0.1 %", traffic: 1200, green: 0.02, blue: 0.001, burst: 1 },
  { name: "5 %, blue 0.1 %", traffic: 60, green: 0.05, blue: 0.001, burst: 1 },
  { name: "5 %, blue 0.1 %", traffic: 20, green: 0.05, blue: 0.001, burst: 1 },
  { name: "50 %, blue 0.1 %", traffic: 20, green: 0.5, blue: 0.001, burst: 1 },
  { name: "0.1 % in bursts of 10, blue too", traffic: 1200, green: 0.001, blue: 0.001, burst: 10 },
  { name: "0.1 % in bursts of 10, blue 0", traffic: 1200, green: 0.001, blue: 0, burst: 10 },
  {
    name: "0.1 %, blue too but for an outage of 2 minutes",
    traffic: 1200,
    green: 0.001,
    blue: 0.001,
    burst: 1,
    outage: 2,
  },
  {
    name: "0.1 %, blue too but for an outage of 15 minutes",
    traffic: 1200,
    green: 0.001,
    blue: 0.001,
    burst: 1,
    outage: 15,
  },
  {
    name: "2 %, blue 0.1 % but for an outage of 2 minutes",
    traffic: 1200,
    green: 0.02,
    blue: 0.001,
    burst: 1,
    outage: 2,
  },
  {
    name: "5 %, blue 0.1 % but for an outage of 2 minutes",
    traffic: 1200,
    green: 0.05,
    blue: 0.001,
    burst: 1,
    outage: 2,
  },
  { name: "5 % in bursts of 10, blue 0.1 % so", traffic: 1200, green: 0.05, blue: 0.001, burst: 10 },
  { name: "5 % in bursts of 10, blue 5 % so", traffic: 1200, green: 0.05, blue: 0.05, burst: 10 },
  { name: "5 % in bursts of 10, blue 0.1 % so", traffic: 300, green: 0.05, blue: 0.001, burst: 10 },
  { name: "5 % in bursts of 10, blue 0.1 % so", traffic: 60, green: 0.05, blue: 0.001, burst: 10 },
];

/** With the defaults. */
export const SERVED_PLAN: ServedPlan = { ...DEFAULT_RISK, attribution: 0.01, least: 3 };

const MINUTES_BEFORE = 30;
const MINUTES_AFTER = 5;

/** How often each decision is made, and after how many minutes on average. Always the same for the same number of runs. */
export function simulateServed({ traffic, green, blue, burst, outage = 0 }: ServedSituation, runs: number) {
  const decisions = { failed: 0, passed: 0, undecided: 0 };
  let minutes = 0;
  for (let run = 1; run <= runs; run += 1) {
    const random = seededRandom(run);
    const count = (rate: number) => {
      return { requests: traffic, errors: Math.min(traffic, drawPoisson(random, (traffic * rate) / burst) * burst) };
    };
    const before = Array.from({ length: MINUTES_BEFORE }, (_, minute) => {
      // In the middle of the half-hour.
      return minute >= 10 && minute < 10 + outage ? { requests: traffic, errors: traffic } : count(blue);
    });
    const after = Array.from({ length: MINUTES_AFTER }, () => ({ ...count(green), doubts: 0, own: 0 }));
    const judged = judgeServed(SERVED_PLAN, after, before);
    decisions[judged.decision] += 1;
    minutes += judged.minutes;
  }
  return { ...decisions, minutes: minutes / runs };
}
