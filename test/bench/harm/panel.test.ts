import { expect, test } from "vitest";
import { PANEL } from "../../../bench/harm/panel.ts";
import { tenthOf } from "../../../bench/harm/tenth-of-panel.ts";
import type { Version } from "../../../bench/harm/version.ts";
import { parseOptions } from "../../../rehearsal/options.ts";

function countOf(kind: Version["kind"]): number {
  return PANEL.filter(({ version }) => version.kind === kind).length;
}

test("the panel has at least 40 broken versions and 20 good ones, each with a name of its own", () => {
  expect(countOf("visible") + countOf("hidden")).toBeGreaterThanOrEqual(40);
  expect(countOf("good")).toBeGreaterThanOrEqual(20);
  expect(new Set(PANEL.map(({ version }) => version.name)).size).toBe(PANEL.length);
});

test.for(PANEL.map(({ version }) => version))("$name can be rehearsed", ({ args }) => {
  expect(() => parseOptions(args)).not.toThrow();
});

test("a tenth of the panel has a tenth of each kind, and is the same for the same seed", () => {
  const tenth = tenthOf(PANEL, 1);
  const kinds = tenth.map(({ version }) => version.kind);
  for (const kind of ["visible", "hidden", "good"] as const) {
    expect(kinds.filter((each) => each === kind)).toHaveLength(Math.floor(countOf(kind) / 10));
  }
  expect(tenthOf(PANEL, 1)).toEqual(tenth);
  expect(tenthOf(PANEL, 2)).not.toEqual(tenth);
});
