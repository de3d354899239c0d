import { readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../repository/source-files.ts";

/** A block of TypeScript in a document. */
export interface Example {
  /** `docs/probes.md` */
  readonly file: string;
  /** The line of its fence. */
  readonly line: number;
  readonly code: string;
  /**
   * What the comments beneath each export say it gives: `passed`, by the name of the export. Those of several lines are
   * joined with a space.
   */
  readonly claims: ReadonlyMap<string, string>;
}

/** Every block of TypeScript in a document. */
export function readExamples(file: string): readonly Example[] {
  const document = readFileSync(path.join(ROOT, file), "utf8");
  return [...document.matchAll(/^```ts\n(.*?)^```$/gms)].map((match) => {
    const [, code = ""] = match;
    const line = document.slice(0, match.index).split("\n").length;
    return { file, line, code, claims: readClaims(code, `${file}:${line}`) };
  });
}

const EXPORT = /^export (?:const|(?:async )?function) (\w+)/u;

function readClaims(code: string, place: string): ReadonlyMap<string, string> {
  const claims = new Map<string, string>();
  let name: string | undefined;
  for (const line of code.split("\n")) {
    name = EXPORT.exec(line)?.[1] ?? name;
    const [, said] = /^\/\/ (.*)$/u.exec(line) ?? [];
    if (said === undefined) continue;
    if (name === undefined) throw new Error(`${place}: expected an export before "${said}"`);
    claims.set(name, [...(claims.has(name) ? [claims.get(name)] : []), said].join(" "));
  }
  return claims;
}

/** The rows of the first table beneath a heading, cell by cell, without that of its titles. */
export function readTable(file: string, heading: string): readonly (readonly string[])[] {
  const document = readFileSync(path.join(ROOT, file), "utf8");
  const [, section = ""] = document.split(`\n## ${heading}\n`);
  const [table = ""] = /(?:^\|.*\n)+/mu.exec(section) ?? [];
  const rows = table.split("\n").filter((line) => line !== "");
  return rows.slice(2).map((row) =>
    row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}
