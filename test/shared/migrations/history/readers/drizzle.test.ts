import { expect, test } from "vitest";
import { drizzle } from "../../../../../shared/migrations/history/readers/drizzle.ts";
import { expectMigrations } from "../../../../support/migrations/expect-migrations.ts";

const expected = expectMigrations(
  [
    { id: "0000_init", checksum: "a", when: 1000 },
    { id: "0001_text", checksum: "b", when: 2000 },
    { id: "0002_same", checksum: "a", when: 3000 },
  ],
  { tool: "drizzle" },
);

test.for([
  ["is found by its hash", { hash: "b", created_at: 2000n }, { id: "0001_text", checksum: "b" }],
  [
    "with the hash of two files is found by its time among these",
    { hash: "a", created_at: 3000n },
    { id: "0002_same", checksum: "a" },
  ],
  [
    "with the time of a file and another hash is that file, edited",
    { hash: "x", created_at: 2000n },
    { id: "0001_text", checksum: "x" },
  ],
  ["with neither has its hash for an id", { hash: "x", created_at: 4000n }, { id: "x", checksum: "x" }],
  [
    "without a time and with an unknown hash has that for an id",
    { hash: "x", created_at: null },
    { id: "x", checksum: "x" },
  ],
] as const)("a row %s", ([, row, entry]) => {
  const { entries } = drizzle.read({ history: [{ id: 1n, ...row }], companions: {} }, expected);
  expect(entries).toEqual([expect.objectContaining(entry)]);
});

test("an unknown row is placed by its journal's time", () => {
  const placeOf = drizzle.placeBeside(expected);
  expect(placeOf("x", new Date(3001))).toBe("after");
  expect(placeOf("x", new Date(3000))).toBeUndefined();
  expect(placeOf("x", new Date(999))).toBe("before");
  expect(placeOf("x", undefined)).toBeUndefined();
});
