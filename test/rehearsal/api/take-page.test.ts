import { expect, test } from "vitest";
import { takePage } from "../../../rehearsal/api/take-page.ts";
import { AwsError } from "../../../rehearsal/aws/aws-error.ts";

const LETTERS = ["a", "b", "c", "d", "e"];

function ask(query: object, token?: string) {
  return takePage(LETTERS, { size: 2, token, query, invalidToken: () => new AwsError("BadToken", "bad") });
}

test("pages follow each other to the end, and the last has no token", () => {
  const query = { operation: "List", family: "shop" };
  const first = ask(query);
  const second = ask({ family: "shop", operation: "List" }, first.next);
  const third = ask(query, second.next);
  expect([first, second, third].map(({ items }) => items.join(""))).toEqual(["ab", "cd", "e"]);
  expect(third.next).toBeUndefined();
});

test.for(["", "2", "bogus", Buffer.from("2/00ff").toString("base64")])(
  "a token that nobody gave is refused: %j",
  (token) => {
    expect(() => ask({}, token)).toThrow(expect.objectContaining({ code: "BadToken" }));
  },
);

test("a token of another list is refused", () => {
  const { next } = ask({ family: "shop" });
  expect(() => ask({ family: "blog" }, next)).toThrow(expect.objectContaining({ code: "BadToken" }));
});
