import { expect, test } from "vitest";
import { placeByKey } from "../../../../shared/migrations/history/place-by-key.ts";
import { knex } from "../../../../shared/migrations/history/readers/knex.ts";
import { judgeHistory } from "../../../../shared/migrations/verdict/judge-history.ts";
import type { MigrationFinding } from "../../../../shared/migrations/verdict/migration-finding.ts";
import { DEFAULT_POLICIES } from "../../../../shared/migrations/verdict/policies.ts";
import { ABC, HISTORY_CASES, NOW, type HistoryCaseRow } from "./history-cases.ts";
import { STRANGER_CASES } from "./stranger-cases.ts";
import { expectMigrations } from "../../../support/migrations/expect-migrations.ts";

test.for([...HISTORY_CASES, ...STRANGER_CASES])("$rule", ({ found, says = [], ...given }) => {
  const findings = judge(given);
  expect(findings.map(({ standing, effect }) => `${standing} ${effect}`)).toEqual(found);
  const text = findings.map(({ sentence }) => sentence).join(" ");
  for (const part of says) expect(text).toContain(part);
});

function judge(given: Omit<HistoryCaseRow, "found" | "says">): readonly MigrationFinding[] {
  const { expected = ABC, blue, entries = [], history = {}, reader, engine = "postgres", policies } = given;
  const { table, ...rest } = { table: "public.knex_migrations", ...history };
  return judgeHistory({
    expected: expectMigrations(expected, { tool: reader?.tool ?? "knex", engine }),
    blue: blue && expectMigrations(blue),
    observed: {
      entries: entries.map((entry) => ({
        id: "?",
        state: "applied",
        ...(typeof entry === "string" ? { id: entry } : entry),
      })),
      ...(table !== undefined && { table }),
      ...rest,
    },
    reader: { ...knex, placeBeside: ({ migrations }) => placeByKey(migrations, (id) => id), ...reader },
    policies: { ...DEFAULT_POLICIES, ...policies },
    now: NOW,
  });
}
