/** The chance of at most `successes` in `trials`, each of chance `rate`: a sum of positive terms, from the greatest outwards. */
export function atMostSuccesses(successes: number, trials: number, rate: number): number {
  if (successes < 0) return 0;
  if (successes >= trials || rate <= 0) return 1;
  if (rate >= 1) return 0;
  const odds = rate / (1 - rate);
  const mode = Math.min(successes, Math.floor((trials + 1) * rate));
  const greatest = Math.exp(logChance(mode, trials, rate));
  let sum = greatest;
  let term = greatest;
  for (let k = mode; k > 0 && term > sum * 1e-17; k -= 1) {
    term *= k / ((trials - k + 1) * odds);
    sum += term;
  }
  term = greatest;
  for (let k = mode; k < successes && term > sum * 1e-17; k += 1) {
    term *= ((trials - k) * odds) / (k + 1);
    sum += term;
  }
  return Math.min(1, sum);
}

/** The chance of more than `successes`: summed on its own, for 1 minus the other would lose what is small. */
export function moreSuccesses(successes: number, trials: number, rate: number): number {
  return atMostSuccesses(trials - successes - 1, trials, 1 - rate);
}

function logChance(successes: number, trials: number, rate: number): number {
  // The ratio of factorials, factor by factor: no approximation, and few factors where successes are few.
  let log = successes * Math.log(rate) + (trials - successes) * Math.log1p(-rate);
  const few = Math.min(successes, trials - successes);
  for (let k = 1; k <= few; k += 1) log += Math.log((trials - few + k) / k);
  return log;
}
