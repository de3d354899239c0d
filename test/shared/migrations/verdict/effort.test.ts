import { describe, expect, test } from "vitest";
import type { HistoryEntry } from "../../../../shared/migrations/history/history.ts";
import { drizzle } from "../../../../shared/migrations/history/readers/drizzle.ts";
import { READERS } from "../../../../shared/migrations/history/readers.ts";
import type { Manifest } from "../../../../shared/migrations/manifest/manifest.ts";
import { TOOLS, type Tool } from "../../../../shared/migrations/tool.ts";
import { judgeHistory } from "../../../../shared/migrations/verdict/judge-history.ts";
import { DEFAULT_POLICIES } from "../../../../shared/migrations/verdict/policies.ts";
import { expectMigrations } from "../../../support/migrations/expect-migrations.ts";

const NAMES: Readonly<Partial<Record<Tool, (number: number) => string>>> = {
  django: (number) => `app.${number}_x`,
  laravel: (number) => `2026_01_01_${number}_x`,
  liquibase: (number) => `a.xml::${number}::me`,
  sqitch: (number) => `shop: x (${new Date(number * 1000).toISOString().replace(".000", "")})`,
  typeorm: (number) => `X${1_000_000_000_000 + number}`,
};
const MIGRATIONS = 40;

/** A manifest that counts how often what is in it is asked for. */
function countingManifest(tool: Tool, nameOf: (number: number) => string) {
  let asked = 0;
  const ids = Array.from({ length: MIGRATIONS }, (_, index) => ({
    id: nameOf(100_000 + index),
    checksum: `sum ${index}`,
    when: index,
  }));
  const plain = expectMigrations(ids, { tool });
  const count = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(of, key): unknown {
        asked += 1;
        return Reflect.get(of, key);
      },
    });
  const manifest: Manifest = { ...plain, migrations: plain.migrations.map(count) };
  return { manifest, asked: () => asked };
}

/** How often the manifest's migrations are looked at for so many rows that it does not know. */
function effortOf(tool: Tool, strangers: number): number {
  const nameOf = NAMES[tool] ?? String;
  const { manifest, asked } = countingManifest(tool, nameOf);
  const entries = Array.from({ length: strangers }, (_, index): HistoryEntry => ({
    id: nameOf(200_000 + index),
    state: index % 2 === 0 ? "applied" : "failed",
    at: new Date(1_000_000 + index),
  }));
  const [observed, now] = [{ table: "t", entries }, new Date(0)];
  judgeHistory({
    expected: manifest,
    blue: manifest,
    observed,
    reader: READERS[tool],
    policies: DEFAULT_POLICIES,
    now,
  });
  return asked();
}

describe("a row more in the history is not one more look at each migration", () => {
  test.for(TOOLS)("of %s", (tool) => {
    expect(effortOf(tool, 1_000)).toBe(effortOf(tool, 10));
  });

  test("where rows are found by their hashes", () => {
    const effortOfReading = (rows: number): number => {
      const { manifest, asked } = countingManifest("drizzle", String);
      const history = Array.from({ length: rows }, (_, index) => ({
        id: BigInt(index),
        hash: `other ${index}`,
        created_at: 1_000_000n + BigInt(index),
      }));
      drizzle.read({ history, companions: {} }, manifest);
      return asked();
    };
    expect(effortOfReading(1_000)).toBe(effortOfReading(10));
  });
});
