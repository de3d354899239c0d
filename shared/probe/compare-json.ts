import { memberPath, type Differences } from "./differences.ts";
import { describePattern, isList, isMembers, Matcher, type JsonPattern } from "./json-pattern.ts";
import { printable } from "./printable.ts";
import { Secret } from "./secret.ts";
import { showValue } from "./show-value.ts";
import { matchesPattern } from "./text-pattern.ts";

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
  const wrong = findFault(pattern, value);
  if (wrong === undefined) return;
  const why = wrong === "" ? "" : ` (${printable(wrong)})`;
  differences.add(
    path,
    () => describePattern(pattern),
    () => `${showValue(value)}${why}`,
  );
}

type Simple = Exclude<JsonPattern, Matcher | readonly JsonPattern[] | { readonly [member: string]: JsonPattern }>;

/** Undefined where a value is as it should be; otherwise what is wrong with it, or nothing where the value says it all. */
function findFault(pattern: Simple, value: unknown): string | undefined {
  if (pattern instanceof RegExp) return typeof value === "string" && matchesPattern(pattern, value) ? undefined : "";
  if (pattern instanceof Secret) return value === pattern.reveal() ? undefined : "";
  if (typeof pattern !== "function") return value === pattern ? undefined : "";
  try {
    const verdict = pattern(value);
    if (verdict === true) return undefined;
    return verdict === false ? "" : verdict;
  } catch (error) {
    return `it threw: ${error instanceof Error ? error.message : String(error)}`;
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
    if (expected === undefined && !isThere) continue;
    if (isThere) compareJson(expected, members[name], at, differences, isExact);
    else addMissing(expected, at, differences);
  }
  if (!isExact) return;
  for (const name of Object.keys(members)) {
    if (Object.hasOwn(pattern, name)) continue;
    addOther(undefined, members[name], memberPath(path, name), differences);
  }
}

/** Says that `value` is something else altogether. */
export function addOther(pattern: JsonPattern, value: unknown, path: string, differences: Differences): void {
  differences.add(
    path,
    () => describePattern(pattern),
    () => showValue(value),
  );
}

function addMissing(pattern: JsonPattern, path: string, differences: Differences): void {
  differences.add(
    path,
    () => describePattern(pattern),
    () => describePattern(undefined),
  );
}

function describeLength({ length }: readonly unknown[]): string {
  return length === 1 ? "a list of 1 element" : `a list of ${length} elements`;
}
