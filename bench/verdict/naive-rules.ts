/** A rule that decides by counting, one answer after the other. Its state is a few small numbers. */
export interface NaiveRule {
  readonly name: string;
  /** The state after one more answer, or the decision. All begin at `[0, 0]`. */
  readonly next: (state: RuleState, isError: boolean) => RuleState | "passed" | "failed";
}

export type RuleState = readonly [number, number];

/** What the hooks, probes and canary tools do that were read. */
export const NAIVE_RULES: readonly NaiveRule[] = [
  { name: "one request", next: (_, isError) => (isError ? "failed" : "passed") },
  { name: "any of ten", next: ([asked], isError) => (!isError ? "passed" : asked === 9 ? "failed" : [asked + 1, 0]) },
  {
    name: "the first three",
    next: ([asked], isError) => (isError ? "failed" : asked === 2 ? "passed" : [asked + 1, 0]),
  },
  {
    name: "three in a row within 30",
    next: ([asked, run], isError) => {
      if (!isError && run === 2) return "passed";
      return asked === 29 ? "failed" : [asked + 1, isError ? 0 : run + 1];
    },
  },
  { name: "Kubernetes-like: 3 good or 3 bad in a row", next: inARow(3, 3) },
  { name: "target-group-like: 5 good or 2 bad in a row", next: inARow(5, 2) },
  { name: "Argo-like: 5, failureLimit 0", next: countOf(5, 0) },
  { name: "Argo-like: 10, failureLimit 3", next: countOf(10, 3) },
  { name: "k6-like: rate<1% of 100", next: countOf(100, 0, true) },
  { name: "k6-like: rate<1% of 1000", next: countOf(1000, 9, true) },
  { name: "k6-like: rate<1% of 600, abortOnFail every 20", next: abortOnFail(600, 20, 0) },
];

function inARow(good: number, bad: number): NaiveRule["next"] {
  return ([run, errors], isError) => {
    if (isError) return errors + 1 === bad ? "failed" : [0, errors + 1];
    return run + 1 === good ? "passed" : [run + 1, 0];
  };
}

function countOf(count: number, allowed: number, toTheEnd = false): NaiveRule["next"] {
  return ([asked, before], isError) => {
    const errors = before + (isError ? 1 : 0);
    if (errors > allowed && (!toTheEnd || asked + 1 === count)) return "failed";
    if (asked + 1 === count) return "passed";
    return [asked + 1, Math.min(errors, allowed + 1)];
  };
}

/** A threshold of 1 % that is looked at again and again, from `delay` answers on. */
export function abortOnFail(count: number, every: number, delay: number): NaiveRule["next"] {
  return ([asked, before], isError) => {
    const errors = before + (isError ? 1 : 0);
    const seen = asked + 1;
    if (seen % every === 0 && seen > delay && errors >= seen / 100) return "failed";
    return seen === count ? "passed" : [seen, errors];
  };
}

/** What a rule does with a service of this error rate, exactly: by following the chance of each of its states. */
export function followRule(rule: NaiveRule["next"], errorRate: number): { passed: number; meanSamples: number } {
  let states = new Map<string, { readonly state: RuleState; chance: number }>([["0,0", { state: [0, 0], chance: 1 }]]);
  let passed = 0;
  let meanSamples = 0;
  while (states.size > 0) {
    const following: typeof states = new Map();
    for (const { state, chance } of states.values()) {
      meanSamples += chance;
      for (const isError of [true, false]) {
        const weight = chance * (isError ? errorRate : 1 - errorRate);
        const next = rule(state, isError);
        if (next === "passed") passed += weight;
        if (typeof next === "string" || weight < 1e-18) continue;
        const known = following.get(next.join());
        if (known) known.chance += weight;
        else following.set(next.join(), { state: next, chance: weight });
      }
    }
    states = following;
  }
  return { passed, meanSamples };
}
