import type { Expectation } from "../expectation.ts";

/** What every answer over a bare connection meets by being there: it says what was expected where there is none. */
export function opened(text: string): Expectation<unknown> {
  return { text, toJSON: () => text, judge: () => ({ met: true, expected: text, observed: text }) };
}
