import { cleanSamplesToPass } from "./boundary.ts";
import { designTwoLevels, type TwoLevelPlan } from "./two-level-design.ts";

/** What a plan has to decide with. */
export interface Budget {
  /** Tasks, or requests to tasks, that are judged on their own. */
  readonly members: number;
  /** Probes a second, over all members. */
  readonly rate: number;
  readonly seconds: number;
}

/** Why a plan cannot pass anything in its time, and what would let it: a higher rate, or more time, or greater bad rates (both, where both levels need them). */
export interface Infeasibility {
  /** Probes without an error that it takes to pass. */
  readonly needed: number;
  /** Probes that there is time for. */
  readonly allowed: number;
  /** The least whole rate, in probes a second, that is enough in the same time. */
  readonly rate: number;
  /** The least whole number of seconds that is enough at the same rate. */
  readonly seconds: number;
  /** The least bad rate of the whole that fits, rounded up to two digits; its own if that is not what is in the way, undefined if none does. */
  readonly bad: number | undefined;
  /** The same of a member. */
  readonly memberBad: number | undefined;
}

/**
 * Whether a plan can pass a faultless service in its time; asked before anything is probed.
 * @returns undefined if it can
 * @throws RangeError if a plan is meaningless
 */
export function findInfeasibility(plan: TwoLevelPlan, budget: Budget): Infeasibility | undefined {
  const { members, rate, seconds } = budget;
  const allowed = Math.floor(rate * seconds * (1 + 1e-12));
  const design = designTwoLevels(plan, members);
  if (!design || design.cleanSamples <= allowed) return undefined;
  const needed = design.cleanSamples;
  const { whole, member } = plan;
  return {
    needed,
    allowed,
    rate: Math.ceil(needed / seconds),
    seconds: Math.ceil(needed / rate),
    bad: leastRate(whole.bad, (bad) => {
      const other = designTwoLevels({ whole: { ...whole, bad }, member }, members);
      return other !== undefined && cleanSamplesToPass(other.whole.boundary) <= allowed;
    }),
    memberBad: leastRate(member.bad, (bad) => {
      const other = designTwoLevels({ whole, member: { ...member, bad } }, members);
      return other !== undefined && (!other.member || members * cleanSamplesToPass(other.member.boundary) <= allowed);
    }),
  };
}

/** The least rate, of two digits unless it is `from` itself, that fits; greater ones fit, too. */
function leastRate(from: number, fits: (rate: number) => boolean): number | undefined {
  if (fits(from)) return from;
  const candidates = ratesOfTwoDigits(from);
  let below = -1;
  let at = candidates.length;
  while (at - below > 1) {
    const middle = Math.floor((at + below) / 2);
    if (fits(candidates[middle] ?? 1)) at = middle;
    else below = middle;
  }
  return candidates[at];
}

/** Rates above one, up to 0.99: 0.023, 0.024, …, 0.1, 0.11. */
function ratesOfTwoDigits(above: number): readonly number[] {
  const rates: number[] = [];
  for (let exponent = Math.floor(Math.log10(above)) - 1; exponent <= -2; exponent += 1) {
    for (let digits = 10; digits < 100; digits += 1) {
      const rate = Number(`${digits}e${exponent}`);
      if (rate > above) rates.push(rate);
    }
  }
  return rates;
}
