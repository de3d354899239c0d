import type { AnswerHeaders } from "../http/http-answer.ts";
import { checkHeaderName, headerValues } from "../http/header-values.ts";
import { printable } from "../printable.ts";
import { readOptional, type TextPattern } from "../text-pattern.ts";
import type { GrpcHealthAnswer } from "./grpc-health-answer.ts";
import type { GrpcHealthExpectation } from "./grpc-health-expectation.ts";

/**
 * Metadata that the server sends before its answer is there, and where a value is given has it: exactly this text, one that a
 * pattern matches, or one for which your function returns true.
 * @throws {RangeError} for what is no name of metadata, and for a value that is undefined
 */
export function metadata(name: string): GrpcHealthExpectation;
export function metadata(name: string, value: TextPattern): GrpcHealthExpectation;
export function metadata(name: string, ...given: readonly TextPattern[]): GrpcHealthExpectation {
  return expectIn("metadata", (answer) => answer.headers, name, given);
}

/**
 * Metadata that the server sends after its answer, in the trailers: as {@link metadata}.
 * @throws {RangeError} for what is no name of metadata, and for a value that is undefined
 */
export function trailer(name: string): GrpcHealthExpectation;
export function trailer(name: string, value: TextPattern): GrpcHealthExpectation;
export function trailer(name: string, ...given: readonly TextPattern[]): GrpcHealthExpectation {
  return expectIn("trailer", (answer) => answer.trailers, name, given);
}

function expectIn(
  place: "metadata" | "trailer",
  find: (answer: GrpcHealthAnswer) => AnswerHeaders,
  name: string,
  given: readonly TextPattern[],
): GrpcHealthExpectation {
  checkHeaderName(name);
  const match = readOptional(`${place} ${name}`, given);
  const text = match ? `${place} ${name} ${match.text}` : `${place} ${name}`;
  return {
    text,
    ...(match && { secrets: match.secrets }),
    toJSON: () => ({ [place]: name.toLowerCase(), ...(match && { value: match.record }) }),
    judge: (answer) => {
      const [came] = headerValues(find(answer), name);
      if (came === undefined) return { met: false, expected: text, observed: `no ${place} ${name}` };
      const observed = `${place} ${name} ${printable(came) || "with no value"}`;
      return { met: match?.accepts(came) ?? true, expected: text, observed };
    },
  };
}
