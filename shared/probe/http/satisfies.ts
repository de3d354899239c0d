import { printable } from "../printable.ts";
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
  const toFinding = (verdict: Verdict) => {
    const reason = typeof verdict === "string" && verdict !== "" ? printable(verdict) : "an answer that does not";
    return { met: verdict === true, expected: text, observed: verdict === true ? "an answer that does" : reason };
  };
  return {
    text,
    readsBody: true,
    toJSON: () => ({ satisfies: name }),
    judge: (answer) => {
      const verdict = judge(answer);
      return verdict instanceof Promise ? verdict.then(toFinding) : toFinding(verdict);
    },
  };
}
