/**
 * Assertions that chance does not break: the wrong version, a schema broken on a 2xx, a bad certificate. No rate of them is
 * healthy, so that no statistics are needed. One is confirmed, for it may be a race with the shift of traffic or a task
 * that is being replaced; two of one member decide.
 */

/** Broken hard assertions of one member that decide. */
export const DECISIVE_OUTCOMES = 2;

/** How many decisive outcomes each member has had, in the order of dealing. Plain JSON. */
export type DecisiveCounts = readonly number[];

export function noDecisiveOutcomes(members: number): DecisiveCounts {
  return Array.from({ length: members }, () => 0);
}

/** The counts with one more decisive outcome of `member`. */
export function addDecisiveOutcome(counts: DecisiveCounts, member: number): DecisiveCounts {
  return counts.with(member, (counts[member] ?? 0) + 1);
}

/** The first member that is convicted without statistics, by its place in the order of dealing; undefined if none is. */
export function findConvicted(counts: DecisiveCounts): number | undefined {
  const member = counts.findIndex((count) => count >= DECISIVE_OUTCOMES);
  return member === -1 ? undefined : member;
}
