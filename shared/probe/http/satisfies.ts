import { printable } from "../printable.ts";
import { showValue } from "../show-value.ts";
import { isThenable } from "../thenable.ts";
import type { Finding } from "../expectation.ts";
import type { HttpAnswer } from "./http-answer.ts";
import type { HttpExpectation } from "./http-expectation.ts";

/** True where the answer is as it should be; otherwise false, or what is wrong with it in words. */
export type Verdict = boolean | string;

/**
 * A matcher of your own: `satisfies("has items", ({ body }) => body.items.length > 0)`. Where it throws, it is not met.
 * @param name what it expects, in words: it stands for the function in the record, too
 */
export function satisfies<Body = unknown>(
  name: string,
  judge: (answer: HttpAnswer<Body>) => Verdict | Promise<Verdict>,
): HttpExpectation<Body> {
  const text = printable(name);
  // Of what is typed `any`, the compiler takes whatever is returned.
  const toFinding = (verdict: unknown): Finding => {
    if (verdict === true) return { met: true, expected: text, observed: "an answer that does" };
    if (verdict === false || verdict === "") return { met: false, expected: text, observed: "an answer that does not" };
    if (typeof verdict === "string") return { met: false, expected: text, observed: printable(verdict) };
    const observed = `the function returned ${showValue(verdict)}, and neither true nor false`;
    return { met: false, judged: false, expected: text, observed };
  };
  return {
    text,
    readsBody: true,
    toJSON: () => ({ satisfies: name }),
    judge: (answer) => {
      const verdict: unknown = judge(answer);
      return isThenable(verdict) ? Promise.resolve(verdict).then(toFinding) : toFinding(verdict);
    },
  };
}
