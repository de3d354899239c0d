import { expect, test } from "vitest";
import { describeError } from "../../../shared/hook/describe-error.ts";

const itself = new Error("again");
itself.cause = itself;
const circular: { name: string; self?: unknown } = { name: "loop" };
circular.self = circular;
const chain = ["four", "three", "two", "one"].reduce<Error | undefined>(
  (cause, text) => new Error(text, { cause }),
  undefined,
);
const unreadable = new Proxy(new Error("hidden"), {
  get: () => {
    throw new Error("no");
  },
});

test.for<[string, unknown, string]>([
  ["an error is its message", new Error("boom"), "boom"],
  ["a named error is its name and message", new TypeError("boom"), "TypeError: boom"],
  ["a cause follows", new Error("outer", { cause: new RangeError("inner") }), "outer, caused by RangeError: inner"],
  [
    "a cause that the message quotes is not repeated",
    new Error("outer: inner", { cause: new Error("inner") }),
    "outer: inner",
  ],
  ["a cause that is not an error follows too", new Error("outer", { cause: "inner" }), "outer, caused by inner"],
  ["a cause of null is none", new Error("outer", { cause: null }), "outer"],
  ["a chain ends after four", chain, "one, caused by two, caused by three, caused by four"],
  ["an error that causes itself is said once", itself, "again"],
  ["a string is itself", "boom", "boom"],
  ["nothing is said to be nothing", undefined, "undefined"],
  ["null is said to be null", null, "null"],
  ["an object is shown", { code: 7 }, "{ code: 7 }"],
  ["a circular object is shown", circular, "<ref *1> { name: 'loop', self: [Circular *1] }"],
  ["a big number is shown", 7n, "7n"],
  ["an error without a message says so", new Error(""), "no message"],
  [
    "an aggregate is what it consists of",
    new AggregateError([new Error("a:443"), new Error("b:443")]),
    "AggregateError: a:443; b:443",
  ],
  [
    "what could act on a terminal is escaped",
    new TypeError("a\u001b[31m\nb\u009b", { cause: "\u202e" }),
    String.raw`TypeError: a\u001b[31m\nb\u009b, caused by \u202e`,
  ],
  ["a long text is not cut", "what to do is said last ".repeat(40), "what to do is said last ".repeat(40)],
  ["what cannot be read is no reason to throw", unreadable, "something that cannot be described"],
])("%s", ([, thrown, expected]) => {
  expect(describeError(thrown)).toBe(expected);
});
