import { expect, test } from "vitest";
import { AFTER_THE_SHIFT } from "./after-the-shift.ts";
import { rehearseSituation } from "./rehearse-situation.ts";

test.for(Object.entries(AFTER_THE_SHIFT))("%s", { timeout: 150_000 }, async ([, situation]) => {
  const { ending, expected } = await rehearseSituation(situation);
  expect(ending).toEqual(expected);
});
