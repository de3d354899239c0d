import type { Expectation, Finding } from "../expectation.ts";
import type { Json } from "../json.ts";
import type { HasTls, TlsFacts } from "./tls-facts.ts";

/** Something that a handshake must have shown: of an answer that did not come over TLS nobody can tell. */
export function ofHandshake(
  text: string,
  record: Json,
  judge: (facts: TlsFacts) => Omit<Finding, "expected"> & Partial<Pick<Finding, "expected">>,
): Expectation<HasTls> {
  return {
    text,
    toJSON: () => record,
    judge: ({ tls }) =>
      tls
        ? { expected: text, ...judge(tls) }
        : { met: false, judged: false, expected: text, observed: "an answer without TLS" },
  };
}
