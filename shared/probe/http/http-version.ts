import type { HttpVersion } from "./http-answer.ts";
import type { HttpExpectation } from "./http-expectation.ts";

/** The peer answered in this version of HTTP. */
export function httpVersion(version: HttpVersion): HttpExpectation {
  const text = `HTTP/${version}`;
  return {
    text,
    toJSON: () => ({ httpVersion: version }),
    judge: (answer) => ({ met: answer.version === version, expected: text, observed: `HTTP/${answer.version}` }),
  };
}
