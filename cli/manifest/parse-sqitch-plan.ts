import type { FolderProblem } from "./migration-folder-error.ts";

/** A line of a sqitch plan that is a change. */
export interface PlannedChange {
  readonly name: string;
  readonly planned: Date;
  readonly line: number;
  /** The tags between it and the change that takes its place: `@v1.0`. None where none does. */
  readonly reworkTags: readonly string[];
}

export interface SqitchPlan {
  readonly project: string;
  readonly changes: readonly PlannedChange[];
  readonly problems: readonly FolderProblem[];
}

const PRAGMA = /^\s*%\s*([\w-]+)\s*=\s*(.*?)\s*$/;
const TIME = /\s(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)\s/;

/** Reads `sqitch.plan`: pragmas, changes and tags, a line each, in the order in which they are deployed. */
export function parseSqitchPlan(text: string, file: string): SqitchPlan {
  const problems: FolderProblem[] = [];
  const changes: { name: string; planned: Date; line: number; tags: string[] }[] = [];
  let project: string | undefined;
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.replace(/^\uFEFF/, "").trim();
    const [, key, value] = PRAGMA.exec(line) ?? [];
    if (key === "project") project = value;
    if (key !== undefined || line === "" || line.startsWith("#")) continue;
    const word = /^(?:[-+]\s*)?(\S+)/.exec(line)?.[1] ?? line;
    if (word.startsWith("@")) {
      changes.at(-1)?.tags.push(word);
      continue;
    }
    const time = TIME.exec(line)?.[1];
    if (time === undefined) {
      problems.push({ file, line: index + 1, problem: "expected a change with the time when it was planned" });
    } else {
      changes.push({ name: word, planned: new Date(time), line: index + 1, tags: [] });
    }
  }
  if (project === undefined) problems.push({ file, problem: "expected a line `%project=…`, found none" });
  return {
    project: project ?? "",
    changes: changes.map(({ tags: _tags, ...change }, index) => ({
      ...change,
      reworkTags: findReworkTags(changes, index),
    })),
    problems,
  };
}

function findReworkTags(
  changes: readonly { readonly name: string; readonly tags: readonly string[] }[],
  index: number,
): readonly string[] {
  const next = changes.findIndex((change, other) => other > index && change.name === changes[index]?.name);
  return next === -1 ? [] : changes.slice(index, next).flatMap(({ tags }) => tags);
}
