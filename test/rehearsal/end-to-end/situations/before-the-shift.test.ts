import { expect, test } from "vitest";
import { BEFORE_THE_SHIFT } from "./before-the-shift.ts";
import { rehearseSituation } from "./rehearse-situation.ts";

test.for(Object.entries(BEFORE_THE_SHIFT))("%s", { timeout: 150_000 }, async ([, situation]) => {
  const { ending, expected } = await rehearseSituation(situation);
  expect(ending).toEqual(expected);
});
