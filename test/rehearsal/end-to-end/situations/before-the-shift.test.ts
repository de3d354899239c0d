import { test } from "vitest";
import { BEFORE_THE_SHIFT } from "./before-the-shift.ts";
import { rehearseSituation } from "./rehearse-situation.ts";

test.for(Object.entries(BEFORE_THE_SHIFT))("%s", { timeout: 90_000 }, ([, situation]) => rehearseSituation(situation));
