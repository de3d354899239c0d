import { defineReader } from "../history-reader.ts";
import type { HistoryEntry } from "../history.ts";
import { placeByKey } from "../place-by-key.ts";
import { nameSqitchChange, parseSqitchChange } from "../name-sqitch-change.ts";

/** `try_lock` of sqitch 1.3.1's engine for PostgreSQL. */
const LOCK = 75_474_063n;

/** sqitch 1: `changes` and `events`, in a schema `sqitch`; on MySQL, in a database of that name. */
export const sqitch = defineReader({
  tool: "sqitch",
  engines: ["postgres", "mysql"],
  table: { schema: "sqitch", name: "changes" },
  history: {
    columns: {
      change_id: "text",
      script_hash: "text?",
      change: "text",
      project: "text",
      committed_at: "time",
      planned_at: "time",
    },
    orderBy: ["committed_at"],
  },
  companions: {
    events: {
      name: () => "events",
      columns: {
        event: "text",
        change_id: "text",
        change: "text",
        project: "text",
        committed_at: "time",
        planned_at: "time",
      },
      orderBy: ["committed_at"],
    },
  },
  namedLock: { postgres: () => LOCK, mysql: ({ database }) => `sqitch working on ${database}` },
  marksFailures: true,
  outOfOrder: "refuses",
  read({ history, companions }, { migrations }) {
    // Several projects may share the tables, and only one is green's.
    const mine = migrations[0] && parseSqitchChange(migrations[0].id)?.project;
    const isMine = ({ project }: { readonly project: string }): boolean => mine === undefined || project === mine;
    const entries = history.filter(isMine).map((row): HistoryEntry => ({
      id: nameSqitchChange(row.project, row.change, row.planned_at),
      state: "applied",
      at: row.committed_at,
      ...(row.script_hash && { checksum: row.script_hash }),
    }));
    const deployed = new Set(history.map(({ change_id: change }) => change));
    const last = new Map((companions.events ?? []).filter(isMine).map((event) => [event.change_id, event]));
    for (const row of last.values()) {
      const state = row.event === "fail" ? "failed" : row.event === "revert" ? "rolled-back" : undefined;
      if (state === undefined || deployed.has(row.change_id)) continue;
      entries.push({
        id: nameSqitchChange(row.project, row.change, row.planned_at),
        state,
        at: row.committed_at,
      });
    }
    return { entries };
  },
  placeBeside({ migrations }) {
    const own = migrations[0] && parseSqitchChange(migrations[0].id)?.project;
    return placeByKey(migrations, (id) => {
      const change = parseSqitchChange(id);
      return change?.project === (own ?? change?.project) ? change?.planned : undefined;
    });
  },
});
