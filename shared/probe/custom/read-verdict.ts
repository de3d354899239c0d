import { ProberFault } from "../prober-fault.ts";
import type { CustomAnswer } from "./custom-answer.ts";

/**
 * What a function meant by what it returned; undefined where that is a value to be judged.
 * @throws {ProberFault} where it is the outcome of another probe that was an error
 */
export function readVerdict(returned: unknown): CustomAnswer["verdict"] {
  if (returned === undefined || returned === true) return undefined;
  if (returned === false) return { passed: false, observed: "it returned false" };
  if (typeof returned === "string") return { passed: false, observed: returned };
  if (typeof returned !== "object" || returned === null) return undefined;
  if (!("observed" in returned && typeof returned.observed === "string")) return undefined;
  const { observed } = returned;
  if ("kind" in returned && returned.kind === "error") {
    const cause = "likelyCause" in returned ? String(returned.likelyCause) : "the probe that the function ran";
    throw new ProberFault("where" in returned && returned.where === "way" ? "way" : "prober", observed, cause);
  }
  return {
    passed: "passed" in returned && returned.passed === true,
    observed,
    ...("expected" in returned && typeof returned.expected === "string" && { expected: returned.expected }),
  };
}
