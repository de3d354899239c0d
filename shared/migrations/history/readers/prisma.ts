import { defineReader } from "../history-reader.ts";
import type { HistoryEntry } from "../history.ts";
import { placeByDigits } from "../place-by-digits.ts";

interface Attempt {
  readonly checksum: string;
  readonly finished_at: Date | null;
  readonly logs: string | null;
  readonly rolled_back_at: Date | null;
  readonly started_at: Date;
  readonly applied_steps_count: bigint;
}

/**
 * Prisma Migrate up to 7: `_prisma_migrations`, a row for each attempt at a migration. One that was rolled back is to be
 * applied again, though `prisma migrate status` calls it up to date.
 */
export const prisma = defineReader({
  tool: "prisma",
  engines: ["postgres", "mysql"],
  table: { name: "_prisma_migrations" },
  history: {
    columns: {
      checksum: "text",
      finished_at: "time?",
      migration_name: "text",
      logs: "text?",
      rolled_back_at: "time?",
      started_at: "time",
      applied_steps_count: "integer",
    },
    orderBy: ["started_at"],
  },
  // prisma-engines, sql-schema-connector/src/flavour: postgres and mysql, `acquire_lock`.
  namedLock: { postgres: () => 72707369n, mysql: () => "prisma_migrate" },
  marksFailures: true,
  outOfOrder: "applies",
  read({ history }) {
    const attempts = Map.groupBy(history, ({ migration_name: name }) => name);
    return { entries: [...attempts].map(([id, rows]) => judge(id, rows)) };
  },
  placeBeside: ({ migrations }) => placeByDigits(migrations),
});

function judge(id: string, attempts: readonly Attempt[]): HistoryEntry {
  const standing = attempts.filter(({ rolled_back_at: rolledBack }) => rolledBack === null);
  // One attempt that did not end stops `prisma migrate deploy` (P3009), whatever the others came to.
  const open = standing.findLast(({ finished_at: finished }) => finished === null);
  if (open !== undefined) {
    const { checksum, started_at: at, logs } = open;
    const hasFailed = logs !== null && logs !== "";
    return { id, state: hasFailed ? "failed" : "running", checksum, at, ...(hasFailed && { detail: logs }) };
  }
  const done = standing.at(-1);
  if (done !== undefined) {
    // `migrate resolve --applied` begins and ends at once, and takes no step.
    const isResolved = done.applied_steps_count === 0n && done.finished_at?.getTime() === done.started_at.getTime();
    return {
      id,
      state: isResolved ? "baseline" : "applied",
      checksum: done.checksum,
      at: done.finished_at ?? done.started_at,
    };
  }
  const last = attempts.at(-1);
  return {
    id,
    state: "rolled-back",
    ...(last && { checksum: last.checksum }),
    ...(last?.rolled_back_at && { at: last.rolled_back_at }),
  };
}
