import { expect, test } from "vitest";
import { makeExpect, type FlowExpect } from "../../../../shared/probe/flow/flow-expect.ts";
import { Secret } from "../../../../shared/probe/secret.ts";

const announced = new Set<string>();
const demand: FlowExpect = makeExpect(
  (unexpected) => {
    throw unexpected;
  },
  (what) => {
    announced.add(what);
    return () => void announced.delete(what);
  },
);

/** A function that the compiler would refuse. */
function returning(verdict: unknown): () => boolean {
  return () => verdict as boolean;
}

const circular: { self?: unknown } = {};
circular.self = circular;

test.for<[string, () => void]>([
  ["the same value", () => demand(1).toBe(1)],
  ["no other value", () => demand(1).not.toBe(2)],
  ["the same structure", () => demand({ a: [1] }).toEqual({ a: [1] })],
  ["a greater number", () => demand(2).toBeGreaterThan(1)],
  ["a number of another kind is not greater", () => demand("2").not.toBeGreaterThan(1)],
  ["a lesser number", () => demand(1).toBeLessThan(2)],
  ["a text that includes", () => demand("green tea").toMatch("tea")],
  ["a text that matches, each time anew", () => [1, 2, 3].forEach(() => demand("tea").toMatch(/t/g))],
  ["a list with an element of that structure", () => demand([{ id: 1 }]).toContain({ id: 1 })],
  ["a text with a part", () => demand("tea").toContain("e")],
  ["what is there", () => demand(0).toBeDefined()],
  ["what is not", () => demand(null).not.toBeDefined()],
  ["what a function accepts", () => demand(4).toSatisfy("even", (value) => Number(value) % 2 === 0)],
  ["a secret, by its value", () => demand(new Secret("a")).toBe("a")],
  ["a value, by a secret", () => demand("Bearer abc").toMatch(new Secret("abc"))],
])("%s is as expected", ([, judge]) => {
  expect(judge).not.toThrow();
});

test.for<[() => void, string, string]>([
  [() => demand(1, "items").toBe(2), "items to be 2", "1"],
  [() => demand(1).not.toBe(1), "a value not to be 1", "1"],
  [() => demand({ a: 1 }, "cart").toEqual({ a: 2 }), 'cart to equal {"a":2}', '{"a":1}'],
  [() => demand("tea", "drink").toMatch(/^c/), "drink to match /^c/", '"tea"'],
  [() => demand(undefined, "id").toBeDefined(), "id to be defined", "undefined"],
  [() => demand(3, "count").toSatisfy("even", () => false), "count to satisfy even", "3"],
  [
    () => demand([], "cart").toSatisfy("has items", returning(0)),
    "cart to satisfy has items",
    "[], for which 0 was returned",
  ],
  [
    () => demand({}, "cart").toSatisfy("has items", returning(undefined)),
    "cart to satisfy has items",
    "{}, for which undefined was returned",
  ],
  [
    () => demand([1], "cart").not.toSatisfy("has errors", returning(1)),
    "cart not to satisfy has errors",
    "[1], for which 1 was returned",
  ],
  [() => demand("a\u202eb", "name").toBe("c"), 'name to be "c"', '"a\\u202eb"'],
  [() => demand(10n, "big").toBe(11n), "big to be 11", "10"],
  [() => demand(new Secret("a"), "token").toBe(new Secret("b")), "token to be ***", "***"],
])("what is not as expected says both: %#", ([judge, expected, observed]) => {
  expect(judge).toThrow(expect.objectContaining({ name: "ValueUnexpected", expected, observed }));
});

test("a value without end or of any size is shown in a few words", () => {
  expect(() => demand(circular).toBe(1)).toThrow(/^expected a value to be 1, observed \{"self":/);
  expect(() => demand("x".repeat(10_000)).toBe("y")).toThrow(
    expect.objectContaining({ observed: expect.stringMatching(/^.{80,140}$/) }),
  );
});

test.for<[string, () => void, RegExp]>([
  [
    "a verdict that is a promise",
    () => demand([], "cart").toSatisfy("has items", returning(Promise.resolve(false))),
    /^the function of has items returned a promise/,
  ],
  [
    "its opposite",
    () => demand([], "cart").not.toSatisfy("has items", returning(Promise.resolve(true))),
    /^the function of has items returned a promise/,
  ],
  [
    "a value that is a promise",
    () => demand(Promise.resolve(1), "id").toBeDefined(),
    /^id is a promise, .*: await it$/,
  ],
])("%s is refused, and not taken for what is expected", ([, judge, message]) => {
  expect(judge).toThrow(expect.objectContaining({ name: "FlowMisused", message: expect.stringMatching(message) }));
});

test("a value of which nothing is expected stays in mind until something is", () => {
  const { not } = demand([], "items");
  expect([...announced]).toContain("items");
  not.toBe(1);
  expect([...announced]).not.toContain("items");
});
