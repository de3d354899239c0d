import { parseStatusCodes } from "../status-codes.ts";
import type { HttpExpectation } from "./http-expectation.ts";
import { bodyHint } from "./body-hint.ts";

/** Codes and ranges as a target group's matcher writes them. */
export type StatusRange = `${number}-${number}` | `${number},${string}` | `${number}`;

/**
 * The status is one of these: `200`, `"200,202"`, `"200-299"`.
 * @throws {RangeError} for what is no status from 100 to 599
 */
export function status(codes: number | StatusRange): HttpExpectation {
  const parsed = parseStatusCodes(String(codes));
  const text = `status ${parsed.text}`;
  return {
    text,
    toJSON: () => ({ status: parsed.text }),
    judge: (answer) => {
      const met = parsed.includes(answer.status);
      return { met, expected: text, observed: `status ${answer.status}${met ? "" : bodyHint(answer)}` };
    },
  };
}
