import { addOther, compareJson } from "./compare-json.ts";
import { Differences } from "./differences.ts";
import { describePattern, Matcher, type JsonPattern } from "./json-pattern.ts";
import { showValue } from "./show-value.ts";

/** Any text, also an empty one. */
export const anyString = simple("a string", (value) => typeof value === "string");
export const anyNumber = simple("a number", (value) => typeof value === "number");
export const anyBoolean = simple("true or false", (value) => typeof value === "boolean");

/** Text that matches; the same as the pattern itself. */
export function matching(pattern: RegExp): Matcher {
  const text = `a string that matches ${describePattern(pattern)}`;
  return simple(text, (value) => isAs(pattern, value, false));
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
  const text = `a list with ${elements.map(describePattern).join(" and ")}`;
  const whole: Matcher = new Matcher(text, elements, (value, path, differences, isExact) => {
    if (!Array.isArray(value)) return addOther(whole, value, path, differences);
    for (const element of elements) {
      if (value.some((each) => isAs(element, each, isExact))) continue;
      differences.add(
        path,
        () => `an element ${describePattern(element)}`,
        () => showValue(value),
      );
    }
  });
  return whole;
}

/** One of these. */
export function oneOf(...patterns: readonly [JsonPattern, ...JsonPattern[]]): Matcher {
  const text = patterns.map(describePattern).join(" or ");
  const whole: Matcher = new Matcher(text, patterns, (value, path, differences, isExact) => {
    if (!patterns.some((pattern) => isAs(pattern, value, isExact))) addOther(whole, value, path, differences);
  });
  return whole;
}

function simple(text: string, accepts: (value: unknown) => boolean): Matcher {
  const whole: Matcher = new Matcher(text, [], (value, path, differences) => {
    if (!accepts(value)) addOther(whole, value, path, differences);
  });
  return whole;
}

function isAs(pattern: JsonPattern, value: unknown, isExact: boolean): boolean {
  const differences = new Differences(false);
  compareJson(pattern, value, "$", differences, isExact);
  return differences.count === 0;
}
