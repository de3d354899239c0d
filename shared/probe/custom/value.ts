import type { Expectation } from "../expectation.ts";
import { showValue } from "../show-value.ts";
import type { CustomAnswer } from "./custom-answer.ts";

/**
 * The value that a custom function returned is such: `value("below 10", (depth) => depth < 10)`.
 * @param text says what is accepted
 */
export function value<Value>(
  text: string,
  accepts: (value: Value) => boolean | Promise<boolean>,
): Expectation<CustomAnswer<Value>> {
  return {
    text,
    toJSON: () => ({ value: text }),
    judge: async ({ value }) => {
      // Of what is typed `any`, the compiler takes whatever is returned.
      const verdict: unknown = await accepts(value);
      const observed = showValue(value);
      if (typeof verdict === "boolean") return { met: verdict, expected: text, observed };
      const returned = `the function returned ${showValue(verdict)}, and neither true nor false`;
      return { met: false, judged: false, expected: text, observed: `${observed} (${returned})` };
    },
  };
}
