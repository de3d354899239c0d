import { expect, test } from "vitest";
import { placeByDigits } from "../../../../shared/migrations/history/place-by-digits.ts";

const KNOWN = ["20260201000001_init.js", "20260301000001_text.js"];

test.for([
  ["20260401000001_later.js", KNOWN, "after"],
  ["20260101000001_old.js", KNOWN, "before"],
  ["20260215000001_between.js", KNOWN, undefined],
  // The same digits: by name.
  ["20260301000001_zebra.js", KNOWN, "after"],
  ["20260301000001_ape.js", KNOWN, undefined],
  ["20260201000001_ape.js", KNOWN, "before"],
  // A date in parts, as Umzug's and Kysely's documents write it.
  ["2026-03-01_b", ["2026-01-01_a", "2026-02-01_a"], "after"],
  ["2026-02-01_b", ["2026-01-01_a", "2026-03-01_a"], undefined],
  ["2025-12-31_b", ["2026-01-01_a", "2026-03-01_a"], "before"],
  ["2026.01.01T10.00.01.b", ["2026.01.01T10.00.00.a"], "after"],
  ["2026_01_01_2_b", ["2026_01_01_1_a", "2026_01_01_3_a"], undefined],
  // Digits of the name are none of the order's.
  ["20260401000001_2fa", ["20260301000001_3d", "20260201000001_x"], "after"],
  ["20260401000001_late", ["20260301000001_3_d"], "after"],
  ["20260401000001_1_late", ["20260301000001_d"], "after"],
  ["Migration20260401000003", ["Migration20260101000001"], "after"],
  ["002_b", ["001_a"], "after"],
  // Of different kinds.
  ["later", KNOWN, undefined],
  ["20260401000003_later.js", ["init.js", ...KNOWN], undefined],
  ["20260401000003_later.js", ["001_init.js"], undefined],
  ["20260401000003_later.js", ["001_init.js", ...KNOWN], undefined],
] as const)("%s beside %j: %s", ([id, known, place]) => {
  expect(placeByDigits(known.map((each) => ({ id: each })))(id, undefined)).toBe(place);
});
