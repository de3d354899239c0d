import { test } from "vitest";
import { THROUGH_THE_BAKE } from "./through-the-bake.ts";
import { rehearseSituation } from "./rehearse-situation.ts";

test.for(Object.entries(THROUGH_THE_BAKE))("%s", { timeout: 90_000 }, ([, situation]) => rehearseSituation(situation));
