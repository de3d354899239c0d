import { addOther, compareJson } from "./compare-json.ts";
import { Differences } from "./differences.ts";
import { checkPattern, describePattern, Matcher, type JsonPattern } from "./json-pattern.ts";
import { showValue } from "./show-value.ts";

/** Any text, also an empty one. */
export const anyString = simple("a string", (value) => typeof value === "string");
export const anyNumber = simple("a number", (value) => typeof value === "number");
export const anyBoolean = simple("true or false", (value) => typeof value === "boolean");

/** Text that matches; the same as the pattern itself. */
export function matching(pattern: RegExp): Matcher {
  const text = `a string that matches ${describePattern(pattern)}`;
  return simple(text, (value) => isAs(pattern, value, false) === true);
}

/**
 * A number from `least` to `most`, both included.
 * @throws {RangeError} where `least` is greater, which no number meets
 */
export function between(least: number, most: number): Matcher {
  if (!(least <= most)) throw new RangeError(`expected a range that rises, received ${least} and ${most}`);
  const text = `a number from ${least} to ${most}`;
  return simple(text, (value) => typeof value === "number" && value >= least && value <= most);
}

/** A list all of whose elements are such; also an empty one. */
export function arrayOf(element: JsonPattern): Matcher {
  checkPattern(element);
  const text = `a list of ${describePattern(element)}`;
  const whole: Matcher = new Matcher(text, [element], (value, path, differences, isExact) => {
    if (!Array.isArray(value)) return addOther(whole, value, path, differences);
    for (const [index, each] of value.entries()) {
      compareJson(element, each, `${path}[${index}]`, differences, isExact);
    }
  });
  return whole;
}

/** A list that has for each of these an element that is such, in any order, and perhaps more. */
export function arrayContaining(...elements: readonly [JsonPattern, ...JsonPattern[]]): Matcher {
  elements.forEach((element) => checkPattern(element));
  const text = `a list with ${elements.map(describePattern).join(" and ")}`;
  const whole: Matcher = new Matcher(text, elements, (value, path, differences, isExact) => {
    if (!Array.isArray(value)) return addOther(whole, value, path, differences);
    for (const element of elements) {
      const found = anyOf(value, (each) => isAs(element, each, isExact));
      if (found === true) continue;
      differences.add(
        path,
        () => `an element ${describePattern(element)}`,
        () => showValue(value),
        found === false,
      );
    }
  });
  return whole;
}

/** One of these. */
export function oneOf(...patterns: readonly [JsonPattern, ...JsonPattern[]]): Matcher {
  patterns.forEach((pattern) => checkPattern(pattern));
  const text = patterns.map(describePattern).join(" or ");
  const whole: Matcher = new Matcher(text, patterns, (value, path, differences, isExact) => {
    const found = anyOf(patterns, (pattern) => isAs(pattern, value, isExact));
    if (found !== true) addOther(whole, value, path, differences, found === false);
  });
  return whole;
}

function simple(text: string, accepts: (value: unknown) => boolean): Matcher {
  const whole: Matcher = new Matcher(text, [], (value, path, differences) => {
    if (!accepts(value)) addOther(whole, value, path, differences);
  });
  return whole;
}

/** Undefined where nobody can tell. */
function isAs(pattern: JsonPattern, value: unknown, isExact: boolean): boolean | undefined {
  const differences = new Differences(false);
  compareJson(pattern, value, "$", differences, isExact);
  return differences.isJudged ? differences.count === 0 : undefined;
}

/** Whether it is so of one at least; undefined where that hangs on one of which nobody can tell. */
function anyOf<Each>(all: readonly Each[], isSo: (each: Each) => boolean | undefined): boolean | undefined {
  let found: boolean | undefined = false;
  for (const each of all) {
    const answer = isSo(each);
    if (answer === true) return true;
    if (answer === undefined) found = undefined;
  }
  return found;
}
