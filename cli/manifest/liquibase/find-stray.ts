import { readEntries } from "../../compatibility/declaration-entries.ts";
import type { SourcePart } from "../migration-folder.ts";
import type { Changelog, ChangelogProblem } from "./changelog.ts";

/** The declarations that are in no changeset: nobody knows of which they are. */
export function findStray(
  { steps, skipped = [], problems }: Changelog,
  whole: SourcePart,
): readonly ChangelogProblem[] {
  // What is a changeset, and what is none, is told first.
  if (problems.length > 0) return [];
  const parts = [...steps.flatMap((step) => (step.kind === "changeset" ? [step.source] : [])), ...skipped];
  const isInside = (line: number): boolean =>
    parts.some(({ text, firstLine }) => line >= firstLine && line < firstLine + text.split("\n").length);
  return readEntries(whole).flatMap(({ key, line }) =>
    key === "reason" || isInside(line)
      ? []
      : [{ line, problem: "expected a declaration inside the changeset that it is of, found one outside of all" }],
  );
}
