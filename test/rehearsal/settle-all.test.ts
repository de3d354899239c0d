import { expect, test } from "vitest";
import { settleAll } from "../../rehearsal/settle-all.ts";

test("a failure is told when everything has ended, and not before", async () => {
  const { promise: slow, resolve } = Promise.withResolvers<string>();
  let told = false;
  const all = settleAll([Promise.reject(new Error("the first")), slow]).catch((error: Error) => {
    told = true;
    return error.message;
  });
  await new Promise(setImmediate);
  expect(told).toBe(false);
  resolve("done");
  expect(await all).toBe("the first");
});

test("what all of them give is given in their order", async () => {
  expect(await settleAll([Promise.resolve(1), Promise.resolve("two")])).toEqual([1, "two"]);
});
