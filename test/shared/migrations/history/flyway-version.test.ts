import { expect, test } from "vitest";
import { compareFlywayVersions, normaliseFlywayVersion } from "../../../../shared/migrations/history/flyway-version.ts";

test.for([
  ["1", "1"],
  ["01_2", "1.2"],
  ["2.0.0", "2"],
  ["0", "0"],
  ["20260101000001.10", "20260101000001.10"],
  ["1.x", undefined],
  ["1..2", undefined],
  ["", undefined],
] as const)("the version %s is %s", ([text, version]) => {
  expect(normaliseFlywayVersion(text)).toBe(version);
});

test("versions are compared part by part, as numbers", () => {
  expect(["1.10", "2", "1.9", "1", "1.9.1"].toSorted(compareFlywayVersions)).toEqual([
    "1",
    "1.9",
    "1.9.1",
    "1.10",
    "2",
  ]);
});
