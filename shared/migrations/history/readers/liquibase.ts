import { defineReader } from "../history-reader.ts";
import { noPlace } from "../place.ts";
import type { HistoryEntry } from "../history.ts";
import { nameLiquibaseChangeset } from "../name-liquibase-changeset.ts";

const APPLIED = new Set(["EXECUTED", "RERAN", "MARK_RAN"]);

/**
 * Liquibase: `databasechangelog` and `databasechangeloglock`, in capitals on MySQL. A changeset that failed has no row. Its
 * checksums are of Liquibase's own view of a change, which is not made again here.
 */
export const liquibase = defineReader({
  tool: "liquibase",
  engines: ["postgres", "mysql"],
  table: { name: "databasechangelog" },
  history: {
    columns: {
      id: "text",
      author: "text",
      filename: "text",
      dateexecuted: "time?",
      orderexecuted: "integer",
      exectype: "text",
    },
    orderBy: ["orderexecuted"],
  },
  companions: {
    lock: {
      name: (history) => `${history}lock`,
      columns: { locked: "boolean", lockgranted: "time?", lockedby: "text?" },
      orderBy: [],
    },
  },
  marksFailures: false,
  outOfOrder: "applies",
  read({ history, companions }) {
    const entries = new Map<string, HistoryEntry>();
    for (const { id, author, filename: path, dateexecuted: at, exectype } of history) {
      const name = nameLiquibaseChangeset({ id, author, path });
      if (APPLIED.has(exectype)) entries.set(name, { id: name, state: "applied", ...(at && { at }) });
      else if (exectype === "FAILED") entries.set(name, { id: name, state: "failed", ...(at && { at }) });
    }
    const held = companions.lock?.find(({ locked }) => locked);
    if (held === undefined) return { entries: [...entries.values()] };
    const { lockgranted: since, lockedby: holder } = held;
    const lock = {
      seen: "locked is true in databasechangeloglock",
      ...(since && { since }),
      ...(holder && { holder }),
    };
    return { entries: [...entries.values()], lock };
  },
  // Ids are in no order.
  placeBeside: () => noPlace,
});
