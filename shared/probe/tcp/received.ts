import type { Expectation } from "../expectation.ts";
import { printable } from "../printable.ts";
import { reveal, Secret } from "../secret.ts";
import { isSeenWhole, matchesPattern } from "../text-pattern.ts";
import { checkAwaited, describeAwaited, type AwaitedText } from "./script.ts";
import type { TcpAnswer } from "./tcp-answer.ts";

/** One for which the prober waits after the last step. */
export interface TcpExpectation extends Expectation<TcpAnswer> {
  readonly awaited?: AwaitedText;
  /** Whether what came is enough. */
  readonly isIn?: (received: string) => boolean;
}

/**
 * All that was received includes this text or matches it. After the last step the prober waits until it does, or the peer
 * has ended; it does not wait for the opposite, `not(received(…))`, which is judged by what the script has received.
 * @throws {RangeError} for no text at all, which everything includes, and for a pattern that matches that
 */
export function received(wanted: AwaitedText): TcpExpectation {
  checkAwaited(wanted);
  const text = `received ${describeAwaited(wanted)}`;
  const isIn = (all: string): boolean =>
    wanted instanceof RegExp ? matchesPattern(wanted, all) : all.includes(reveal(wanted));
  return {
    text,
    awaited: wanted,
    isIn,
    ...(wanted instanceof Secret && { secrets: [wanted] }),
    toJSON: () => ({ received: wanted instanceof RegExp ? { matches: String(wanted) } : String(wanted) }),
    judge: ({ received: all }) => {
      const met = isIn(all);
      const isUnseen = !met && wanted instanceof RegExp && !isSeenWhole(all);
      const observed = all === "" ? "nothing received" : `received "${printable(all)}"`;
      return { met, ...(isUnseen && { judged: false }), expected: text, observed };
    },
  };
}
