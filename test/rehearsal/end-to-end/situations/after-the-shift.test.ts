import { test } from "vitest";
import { AFTER_THE_SHIFT } from "./after-the-shift.ts";
import { rehearseSituation } from "./rehearse-situation.ts";

test.for(Object.entries(AFTER_THE_SHIFT))("%s", { timeout: 90_000 }, ([, situation]) => rehearseSituation(situation));
