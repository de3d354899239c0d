import { memberPath, type Differences } from "./differences.ts";
import { absent, describePattern, isList, isMembers, Matcher, type JsonPattern } from "./json-pattern.ts";
import { printable } from "./printable.ts";
import { Secret } from "./secret.ts";
import { showValue } from "./show-value.ts";
import { matchesPattern } from "./text-pattern.ts";
import { isThenable } from "./thenable.ts";

/**
 * Adds to `differences` all in which `value`, found at `path`, is not as `pattern` has it.
 * @param isExact whether an object may have no other members than those of the pattern
 */
export function compareJson(
  pattern: JsonPattern,
  value: unknown,
  path: string,
  differences: Differences,
  isExact: boolean,
): void {
  if (pattern instanceof Matcher) return pattern.compare(value, path, differences, isExact);
  if (isList(pattern)) return compareList(pattern, value, path, differences, isExact);
  if (isMembers(pattern)) return compareMembers(pattern, value, path, differences, isExact);
  const fault = findFault(pattern, value);
  if (fault === undefined) return;
  const why = fault.words === "" ? "" : ` (${printable(fault.words)})`;
  differences.add(
    path,
    () => describePattern(pattern),
    () => `${showValue(value)}${why}`,
    fault.isJudged,
  );
}

interface Fault {
  /** What is wrong; empty where the value says it all. */
  readonly words: string;
  /** False where a function did not come to a verdict. */
  readonly isJudged: boolean;
}

const OTHER: Fault = { words: "", isJudged: true };

type Simple = Exclude<JsonPattern, Matcher | readonly JsonPattern[] | { readonly [member: string]: JsonPattern }>;

/** Undefined where a value is as it should be. */
function findFault(pattern: Simple, value: unknown): Fault | undefined {
  if (pattern instanceof RegExp) return typeof value === "string" && matchesPattern(pattern, value) ? undefined : OTHER;
  if (pattern instanceof Secret) return value === pattern.reveal() ? undefined : OTHER;
  if (typeof pattern !== "function") return value === pattern ? undefined : OTHER;
  try {
    // Of a value that is typed `any`, the compiler takes whatever is returned.
    const verdict: unknown = pattern(value);
    if (verdict === true) return undefined;
    if (verdict === false) return OTHER;
    if (typeof verdict === "string") return { words: verdict, isJudged: true };
    const returned = isThenable(verdict) ? "a promise, which nobody waits for" : showValue(verdict);
    return { words: `the function returned ${returned}, and neither true nor false`, isJudged: false };
  } catch (error) {
    return { words: `it threw: ${error instanceof Error ? error.message : String(error)}`, isJudged: false };
  }
}

function compareList(
  pattern: readonly JsonPattern[],
  value: unknown,
  path: string,
  differences: Differences,
  isExact: boolean,
): void {
  if (!Array.isArray(value)) return addOther(pattern, value, path, differences);
  const list: readonly unknown[] = value;
  if (list.length !== pattern.length) {
    differences.add(
      path,
      () => describeLength(pattern),
      () => describeLength(list),
    );
  }
  const both = pattern.slice(0, list.length);
  for (const [index, each] of both.entries()) {
    compareJson(each, list[index], `${path}[${index}]`, differences, isExact);
  }
}

function compareMembers(
  pattern: Readonly<Record<string, JsonPattern>>,
  value: unknown,
  path: string,
  differences: Differences,
  isExact: boolean,
): void {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return addOther(pattern, value, path, differences);
  }
  const members = value as Readonly<Record<string, unknown>>;
  for (const [name, expected] of Object.entries(pattern)) {
    const at = memberPath(path, name);
    const isThere = Object.hasOwn(members, name);
    if (expected === absent && !isThere) continue;
    if (isThere) compareJson(expected, members[name], at, differences, isExact);
    else addMissing(expected, at, differences);
  }
  if (!isExact) return;
  for (const name of Object.keys(members)) {
    if (Object.hasOwn(pattern, name)) continue;
    addOther(absent, members[name], memberPath(path, name), differences);
  }
}

/**
 * Says that `value` is something else altogether.
 * @param isJudged false where nobody could tell
 */
export function addOther(
  pattern: JsonPattern,
  value: unknown,
  path: string,
  differences: Differences,
  isJudged = true,
): void {
  differences.add(
    path,
    () => describePattern(pattern),
    () => showValue(value),
    isJudged,
  );
}

function addMissing(pattern: JsonPattern, path: string, differences: Differences): void {
  differences.add(
    path,
    () => describePattern(pattern),
    () => describePattern(absent),
  );
}

function describeLength({ length }: readonly unknown[]): string {
  return length === 1 ? "a list of 1 element" : `a list of ${length} elements`;
}
