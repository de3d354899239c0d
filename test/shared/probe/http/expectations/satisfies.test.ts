import { expect, test } from "vitest";
import { not } from "../../../../../shared/probe/expectation.ts";
import { satisfies, type Verdict } from "../../../../../shared/probe/http/satisfies.ts";
import { judgeAnswer } from "../../../../../shared/probe/judge-answer.ts";
import { keepAll } from "../../../../../shared/probe/scrub.ts";
import { findingOf } from "../../../../support/probe/finding-of.ts";
import { httpAnswer } from "../../../../support/probe/http-answer.ts";

test.for<[Verdict | Promise<Verdict>, string]>([
  [true, "met: an answer that does"],
  [false, "expected has items, observed an answer that does not"],
  ["", "expected has items, observed an answer that does not"],
  ["only 2\u001b items", String.raw`expected has items, observed only 2\u001b items`],
  [Promise.resolve(true), "met: an answer that does"],
  [Promise.resolve("none"), "expected has items, observed none"],
])("a matcher of one's own that says %j", async ([verdict, says]) => {
  expect(
    await findingOf(
      satisfies("has items", () => verdict),
      httpAnswer(),
    ),
  ).toBe(says);
});

test.for([
  ["at once", () => JSON.parse("{") as boolean],
  ["later", () => Promise.reject<boolean>(new SyntaxError("Expected property name\u001b"))],
] as const)("one that throws %s is not met, and neither is its opposite", async ([, judge]) => {
  const own = satisfies("has items", judge);
  for (const expectation of [own, not(own)]) {
    const judged = await judgeAnswer([expectation], httpAnswer(), keepAll);
    expect(judged.kind === "failed" && judged.observed).toMatch(/^it threw: Expected property name/);
    expect(judged.kind === "failed" && judged.observed).not.toContain("\u001b");
  }
});

test.for([undefined, 1, {}, null])("one that returns %j is not met, and neither is its opposite", async (verdict) => {
  const own = satisfies("has items", () => verdict as Verdict);
  for (const expectation of [own, not(own)]) {
    expect(await expectation.judge(httpAnswer())).toMatchObject({ met: false, judged: false });
  }
});

test("the body is kept for it, also for its opposite, and it is recorded by its name", () => {
  const own = satisfies("has items", () => true);
  expect([own.readsBody, not(own).readsBody]).toEqual([true, true]);
  expect(own.toJSON()).toEqual({ satisfies: "has items" });
});
