import * as v from "valibot";
import { historySchema, type History } from "../../migrations/history/history.ts";
import { printable } from "../../probe/printable.ts";

/** A history that was written as JSON, or all that is wrong with it, each with its place. */
export type ParsedHistory =
  | { readonly history: History; readonly problems?: undefined }
  | { readonly problems: readonly string[] };

/** @param json what `JSON.parse` made of it */
export function parseHistory(json: unknown): ParsedHistory {
  // A list has members of these names, too: its methods.
  if (Array.isArray(json)) return { problems: ["(the whole): expected Object, received Array"] };
  const result = v.safeParse(historySchema, json);
  if (!result.success) return { problems: result.issues.map(describeIssue) };
  const problems = [...timeProblems(json), ...twice(result.output)];
  return problems.length === 0 ? { history: result.output } : { problems };
}

function describeIssue(issue: v.BaseIssue<unknown>): string {
  const place = printable(v.getDotPath(issue) ?? "(the whole)");
  if (issue.kind === "schema" && issue.received === "undefined") {
    return `${place}: expected it to be there, received nothing`;
  }
  if (issue.expected === "never") return `${place}: expected no such member`;
  if (issue.type === "iso_timestamp") {
    return `${place}: expected a time such as "2026-11-21T09:30:00Z", received ${printable(issue.received)}`;
  }
  if (issue.type === "non_empty") return `${place}: expected some text, received ""`;
  const hint = issue.received === "null" && issue.path ? ": leave out what is not known" : "";
  return `${place}: expected ${issue.expected ?? issue.message}, received ${printable(issue.received)}${hint}`;
}

const written = v.object({
  entries: v.array(v.object({ at: v.optional(v.string()) })),
  lock: v.optional(v.object({ since: v.optional(v.string()) })),
});

/** The schema knows a time by its form: that may name a day that no month has, or a zone that JavaScript cannot read. */
function timeProblems(json: unknown): readonly string[] {
  const { entries, lock } = v.parse(written, json);
  const times = [
    ...entries.map(({ at }, index) => [`entries.${index}.at`, at] as const),
    ["lock.since", lock?.since] as const,
  ];
  return times.flatMap(([place, time]) => {
    if (time === undefined || (!Number.isNaN(Date.parse(time)) && isDay(time))) return [];
    return [`${place}: expected a time that there is, such as "2026-11-21T09:30:00Z", received "${printable(time)}"`];
  });
}

/** The date that it begins with, whatever its zone. */
function isDay(time: string): boolean {
  const [year = 0, month = 0, day = 0] = time.slice(0, "2026-11-21".length).split("-").map(Number);
  return new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
}

function twice({ entries }: History): readonly string[] {
  const first = new Map<string, number>();
  return entries.flatMap(({ id }, index) => {
    const earlier = first.get(id);
    if (earlier === undefined) first.set(id, index);
    return earlier === undefined
      ? []
      : [
          `entries.${index}.id: expected one entry for each migration, and "${printable(id)}" is entries.${earlier}, too`,
        ];
  });
}
