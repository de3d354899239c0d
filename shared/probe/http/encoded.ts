import { printable } from "../printable.ts";
import { describeBody, isUndecoded } from "./describe-body.ts";
import type { HttpExpectation } from "./http-expectation.ts";
import type { Encoding } from "./http-request.ts";

/**
 * The body was compressed with this, and the prober decompressed it: the probe's option `accept` must name it, since by
 * default none is accepted. `"identity"`: it was not compressed.
 */
export function encoded(encoding: Encoding | "identity"): HttpExpectation {
  const describe = (name: string): string =>
    name === "identity" ? "a body that is not compressed" : `a body compressed with ${name}`;
  const text = describe(encoding);
  return {
    text,
    toJSON: () => ({ encoded: encoding }),
    judge: (answer) => {
      if (answer.sizeOnWire === 0) return { met: false, judged: false, expected: text, observed: "no body" };
      if (isUndecoded(answer)) return { met: false, judged: false, expected: text, observed: describeBody(answer) };
      const observed = answer.encoding ?? "identity";
      return { met: observed === encoding, expected: text, observed: describe(printable(observed)) };
    },
  };
}
