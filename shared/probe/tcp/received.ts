import type { Expectation } from "../expectation.ts";
import { printable } from "../printable.ts";
import { reveal, Secret } from "../secret.ts";
import { matchesPattern } from "../text-pattern.ts";
import { describeAwaited, type AwaitedText } from "./script.ts";
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
 * @throws {RangeError} for no text at all, which everything includes
 */
export function received(wanted: AwaitedText): TcpExpectation {
  if (!(wanted instanceof RegExp) && reveal(wanted) === "") throw new RangeError('expected some text, received ""');
  const text = `received ${describeAwaited(wanted)}`;
  const isIn = (all: string): boolean =>
    wanted instanceof RegExp ? matchesPattern(wanted, all) : all.includes(reveal(wanted));
  return {
    text,
    awaited: wanted,
    isIn,
    ...(wanted instanceof Secret && { secrets: [wanted] }),
    toJSON: () => ({ received: wanted instanceof RegExp ? { matches: String(wanted) } : String(wanted) }),
    judge: ({ received: all }) => ({
      met: isIn(all),
      expected: text,
      observed: all === "" ? "nothing received" : `received "${printable(all)}"`,
    }),
  };
}
