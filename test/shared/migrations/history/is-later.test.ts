import { expect, test } from "vitest";
import { firstNumber, isLater } from "../../../../shared/migrations/history/is-later.ts";
import { expectMigrations } from "../../../support/migrations/expect-migrations.ts";

test.for([
  ["20260101000003_later.js", ["20260101000001_init.js"], true],
  ["20260101000001_b.js", ["20260101000001_a.js"], false],
  ["20250101000001_old.js", ["20260101000001_init.js"], false],
  ["Migration20260101000003", ["Migration20260101000001"], true],
  ["later", ["20260101000001_init.js"], false],
  ["20260101000003_later.js", ["init.js"], false],
  ["20260101000003_later.js", ["001_init.js"], false],
] as const)("%s after %s: %s", ([id, known, later]) => {
  expect(isLater(id, expectMigrations([...known]))).toBe(later);
});

test("versions that are numbers are compared as such", () => {
  expect(isLater("10", expectMigrations(["9"]), firstNumber)).toBe(true);
  expect(isLater("9", expectMigrations(["010"]), firstNumber)).toBe(false);
});
