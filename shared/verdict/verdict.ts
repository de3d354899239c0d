/** What a check, and the hook as a whole, can say. Only `passed` is a yes; the other three are different kinds of no. */
export const VERDICTS = ["passed", "failed", "inconclusive", "error"] as const;

/**
 * - `passed`: enough was seen, and it was good.
 * - `failed`: green, or what surrounds it, was seen to be wrong.
 * - `inconclusive`: something was looked at, but not enough was seen to say either.
 * - `error`: the gate itself could not look (its permissions, its network, its configuration): no evidence against green.
 */
export type Verdict = (typeof VERDICTS)[number];

/** From the one that decides first to the one that decides last. */
const DECISIVE_FIRST = ["failed", "error", "inconclusive", "passed"] as const satisfies readonly Verdict[];

/** The verdict of several: evidence against green outweighs doubt, doubt outweighs success, and nothing at all is doubt. */
export function combineVerdicts(verdicts: readonly Verdict[]): Verdict {
  return DECISIVE_FIRST.find((verdict) => verdicts.includes(verdict)) ?? "inconclusive";
}
