import type { Outcome } from "../outcome.ts";
import { ProberFault } from "../prober-fault.ts";
import { showValue } from "../show-value.ts";
import type { CustomAnswer } from "./custom-answer.ts";

type Verdict = NonNullable<CustomAnswer["verdict"]>;

const NO_VERDICT =
  "the function of the custom probe: return true or false, a text that says what is wrong, an outcome or { passed, observed }; or expect value(…)";

/**
 * What a function meant by what it returned; undefined where that has passed, or is a value to be judged.
 * @param isJudged whether anything is expected of the value
 * @throws {ProberFault} where it is the outcome of another probe that was an error, and for a value that is no verdict and
 * of which nothing is expected
 */
export function readVerdict(returned: unknown, isJudged: boolean): CustomAnswer["verdict"] {
  if (returned === undefined || returned === true) return undefined;
  if (returned === false) return { passed: false, observed: "it returned false" };
  if (typeof returned === "string") return { passed: false, observed: returned };
  const verdict = Array.isArray(returned) ? readAll(returned) : readOne(returned);
  if (verdict === undefined && !isJudged) {
    throw new ProberFault("prober", `it returned ${describeReturned(returned)}, which is no verdict`, NO_VERDICT);
  }
  if (verdict instanceof ProberFault) throw verdict;
  return verdict;
}

/** Of several, the first that failed, or else the first that was an error; undefined where not all are verdicts. */
function readAll(returned: readonly unknown[]): Verdict | ProberFault | undefined {
  const verdicts = returned.map(readOne).filter((each) => each !== undefined);
  if (verdicts.length < returned.length) return undefined;
  const failed = verdicts.find((each) => !(each instanceof ProberFault) && !each.passed);
  return failed ?? verdicts.find((each) => each instanceof ProberFault) ?? verdicts[0];
}

function readOne(returned: unknown): Verdict | ProberFault | undefined {
  if (typeof returned !== "object" || returned === null) return undefined;
  if (isOutcome(returned)) {
    if (returned.kind === "passed") return { passed: true, observed: "an outcome that passed" };
    const { observed } = returned;
    if (returned.kind === "failed") return { passed: false, observed, expected: returned.expected };
    return new ProberFault(returned.where, observed, returned.likelyCause);
  }
  const { passed, observed, expected }: { passed?: unknown; observed?: unknown; expected?: unknown } = returned;
  if (typeof passed !== "boolean" && typeof observed !== "string") return undefined;
  return {
    passed: passed === true,
    observed: typeof observed === "string" ? observed : `it returned ${showValue(returned)}`,
    ...(typeof expected === "string" && { expected }),
  };
}

function isOutcome(returned: object): returned is Outcome {
  if (!("kind" in returned && "request" in returned && "latencyMs" in returned)) return false;
  if (typeof returned.request !== "string" || typeof returned.latencyMs !== "number") return false;
  if (returned.kind === "passed") return true;
  if (!("observed" in returned && typeof returned.observed === "string")) return false;
  return returned.kind === "failed" || returned.kind === "error";
}

/** `a Response`, `{"orders":12}`, `null` */
function describeReturned(returned: unknown): string {
  if (typeof returned === "function") return "a function";
  if (typeof returned === "symbol") return "a symbol";
  if (typeof returned !== "object" || returned === null || Array.isArray(returned)) return showValue(returned);
  const { constructor: made }: { constructor?: unknown } = returned;
  return typeof made === "function" && made !== Object && made.name !== "" ? `a ${made.name}` : showValue(returned);
}
