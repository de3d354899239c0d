import { expect, test } from "vitest";
import { THROUGH_THE_BAKE } from "./through-the-bake.ts";
import { rehearseSituation } from "./rehearse-situation.ts";

test.for(Object.entries(THROUGH_THE_BAKE))("%s", { timeout: 150_000 }, async ([, situation]) => {
  const { ending, expected } = await rehearseSituation(situation);
  expect(ending).toEqual(expected);
});
