import { isDeepStrictEqual } from "node:util";
import { printable } from "../printable.ts";
import { Secret, type Text } from "../secret.ts";
import { showValue } from "../show-value.ts";
import { matchesPattern } from "../text-pattern.ts";
import { isThenable } from "../thenable.ts";
import { FlowMisused, ValueUnexpected } from "./flow-errors.ts";

/** What a value may be expected to be. */
export interface ValueExpectations {
  /** The same value: `Object.is`. */
  toBe(expected: unknown): void;
  /** The same structure. */
  toEqual(expected: unknown): void;
  /** Greater, as numbers go. */
  toBeGreaterThan(expected: number): void;
  toBeLessThan(expected: number): void;
  /** A text that includes or matches this. */
  toMatch(expected: Text | RegExp): void;
  /** A list with an element that has the same structure, or a text that includes this. */
  toContain(expected: unknown): void;
  toBeDefined(): void;
  /** Anything for which your function returns `true`. Neither this nor its opposite is met by anything but `true` and `false`. */
  toSatisfy(name: string, accept: (value: unknown) => boolean): void;
}

/** `expect(cart.items.length, "items in the cart").toBeGreaterThan(0)` */
export type FlowExpect = (value: unknown, what?: string) => ValueExpectations & { readonly not: ValueExpectations };

/**
 * @param fail is told of what was not as expected, and throws unless nobody is to know
 * @param announce is told of each value of which something is to be expected, and returns what to call when it is
 */
export function makeExpect(fail: (error: Error) => void, announce: (what: string) => () => void): FlowExpect {
  return (given, what = "a value") => {
    const judged = announce(what);
    if (isThenable(given)) fail(new FlowMisused(`${what} is a promise, of which nothing can be expected: await it`));
    const value = plain(given);
    const judge = (isNegated: boolean): ValueExpectations => {
      const miss = (expected: string, observed: string): void =>
        fail(new ValueUnexpected(`${what}${isNegated ? " not" : ""} ${expected}`, observed));
      const demand = (isMet: boolean, expected: string): void => {
        judged();
        if (isMet === isNegated) miss(expected, show(given));
      };
      const satisfy = (name: string, verdict: unknown): void => {
        const expected = `to satisfy ${name}`;
        if (typeof verdict === "boolean") return demand(verdict, expected);
        judged();
        if (!isThenable(verdict)) miss(expected, `${show(given)}, for which ${showValue(verdict)} was returned`);
        else fail(new FlowMisused(`the function of ${name} returned a promise, which is no verdict: await it before`));
      };
      return {
        toBe: (expected) => demand(Object.is(value, plain(expected)), `to be ${show(expected)}`),
        toEqual: (expected) => demand(isDeepStrictEqual(value, plain(expected)), `to equal ${show(expected)}`),
        toBeGreaterThan: (than) => demand(typeof value === "number" && value > than, `to be greater than ${than}`),
        toBeLessThan: (than) => demand(typeof value === "number" && value < than, `to be less than ${than}`),
        toMatch: (pattern) => demand(matches(value, plain(pattern)), `to match ${show(pattern)}`),
        toContain: (part) => demand(contains(value, plain(part)), `to contain ${show(part)}`),
        toBeDefined: () => demand(value !== undefined && value !== null, "to be defined"),
        toSatisfy: (name, accept) => satisfy(name, accept(value)),
      };
    };
    return { ...judge(false), not: judge(true) };
  };
}

function plain(value: unknown): unknown {
  return value instanceof Secret ? value.reveal() : value;
}

function matches(value: unknown, pattern: unknown): boolean {
  if (typeof value !== "string") return false;
  return pattern instanceof RegExp ? matchesPattern(pattern, value) : value.includes(String(pattern));
}

function contains(value: unknown, part: unknown): boolean {
  if (typeof value === "string") return typeof part === "string" && value.includes(part);
  return Array.isArray(value) && value.some((each) => isDeepStrictEqual(each, part));
}

function show(value: unknown): string {
  return value instanceof RegExp || value instanceof Secret ? printable(String(value)) : showValue(value);
}
