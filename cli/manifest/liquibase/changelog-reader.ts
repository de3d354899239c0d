import { basename, dirname, join, relative, sep } from "node:path";
import { nameLiquibaseChangeset } from "../../../shared/migrations/history/name-liquibase-changeset.ts";
import type { Engine } from "../../../shared/migrations/tool.ts";
import { listFiles } from "../list-files.ts";
import type { FolderProblem } from "../migration-folder-error.ts";
import type { FolderMigration, SourcePart } from "../migration-folder.ts";
import { readFile } from "../read-file.ts";
import { cutPart } from "../cut-part.ts";
import type { ChangelogProblem, ChangelogReference, Changeset, Include, IncludeAll } from "./changelog.ts";
import { findStray } from "./find-stray.ts";
import { isForEngine, onlyDatabaseOf } from "./is-for-engine.ts";
import { CHANGELOG_FILE, parseChangelog } from "./parse-changelog.ts";
import type { SearchPath } from "./search-path.ts";

/** A changeset that is to be named once all changelogs are read: only then is the search path known. */
interface FoundChangeset {
  readonly changeset: Changeset;
  readonly file: string;
  readonly logicalFilePath: string | undefined;
  readonly isChosen: boolean;
  readonly sql: readonly SourcePart[] | undefined;
}

/** How a changelog comes to be read. */
interface Inclusion {
  /** The changelogs that it is read for. */
  readonly including: readonly string[];
  /** One of these is included by a context or labels alone. */
  readonly isChosen: boolean;
}

/** Reads a changelog and those that it includes, in the order in which Liquibase runs them. */
export class ChangelogReader {
  readonly problems: FolderProblem[] = [];
  private readonly found: FoundChangeset[] = [];
  private readonly base: string;
  private readonly search: SearchPath;
  private readonly engine: Engine;

  constructor(base: string, search: SearchPath, engine: Engine) {
    this.base = base;
    this.search = search;
    this.engine = engine;
  }

  async read(file: string, { including, isChosen: isWholeChosen }: Inclusion, signal: AbortSignal): Promise<void> {
    if (including.includes(file)) return this.complain(file, { problem: "expected no changelog that includes itself" });
    const text = await this.readText(file, signal);
    if (text === undefined) return;
    const changelog = parseChangelog(file, text);
    for (const problem of [...changelog.problems, ...findStray(changelog, cutPart(text))]) this.complain(file, problem);
    for (const step of changelog.steps) {
      const isChosen = isWholeChosen || changelog.isChosen || step.isChosen;
      if (step.kind !== "changeset") {
        await this.include(step, file, { including: [...including, file], isChosen }, signal);
      } else if (isForEngine(step.dbms, this.engine)) {
        const sql = await this.readSql(step, file, signal);
        this.found.push({ changeset: step, file, logicalFilePath: changelog.logicalFilePath, isChosen, sql });
      }
    }
  }

  listMigrations(): readonly FolderMigration[] {
    const databases = new Set(this.found.map(({ changeset }) => onlyDatabaseOf(changeset.dbms, this.engine)));
    databases.delete(undefined);
    return this.found.map(({ changeset, file, logicalFilePath, isChosen, sql }) => {
      // What has its like for another database of this kind is applied to one of the two.
      const isTwin = databases.size > 1 && onlyDatabaseOf(changeset.dbms, this.engine) !== undefined;
      const path = changeset.logicalFilePath ?? logicalFilePath ?? this.search.nameOf(file);
      const name = nameLiquibaseChangeset({ id: changeset.id, author: changeset.author, path });
      if (name.includes("${")) {
        this.complain(file, { line: changeset.line, problem: `expected no parameter in id, author or path: ${name}` });
      }
      return {
        id: name,
        file: this.show(file),
        source: changeset.source,
        sql,
        ...(changeset.isRepeatable && { repeatable: true }),
        ...((isChosen || isTwin) && { optional: true }),
      };
    });
  }

  private async include(step: Include | IncludeAll, from: string, including: Inclusion, signal: AbortSignal) {
    const target = await this.find(step, from, step.line, step.mayBeMissing);
    if (target === undefined) return;
    if (step.kind === "include") return this.read(target, including, signal);
    const depthOf = (path: string): number => path.split("/").length;
    const wanted = (path: string): boolean =>
      CHANGELOG_FILE.test(path) &&
      path.endsWith(step.endsWith) &&
      depthOf(path) >= step.minDepth &&
      depthOf(path) <= step.maxDepth;
    const enters = (folder: string): boolean => depthOf(folder) < step.maxDepth;
    for (const { path } of await listFiles(target, { wanted, enters }, signal)) {
      await this.read(join(target, path), including, signal);
    }
  }

  private async readSql({ sql, line }: Changeset, from: string, signal: AbortSignal) {
    if (sql === undefined) return undefined;
    const parts: SourcePart[] = [];
    for (const part of sql.filter(({ dbms }) => isForEngine(dbms, this.engine))) {
      if ("text" in part) {
        parts.push({ text: part.text, firstLine: part.firstLine });
        continue;
      }
      const file = await this.find(part, from, line, false);
      const text = file === undefined ? undefined : await this.readText(file, signal);
      if (text !== undefined) parts.push(cutPart(text));
    }
    return parts;
  }

  private async find(reference: ChangelogReference, from: string, line: number, mayBeMissing: boolean) {
    const found = await this.search.find(reference, from);
    if (found === undefined && !mayBeMissing) {
      this.complain(from, { line, problem: `expected ${reference.path}, found nothing there` });
    }
    return found;
  }

  private async readText(file: string, signal: AbortSignal): Promise<string | undefined> {
    const read = await readFile(dirname(file), basename(file), signal);
    if ("text" in read) return read.text;
    this.complain(file, read);
    return undefined;
  }

  private complain(file: string, { line, problem }: ChangelogProblem): void {
    this.problems.push({ file: this.show(file), ...(line !== undefined && { line }), problem });
  }

  private show(file: string): string {
    return relative(this.base, file).split(sep).join("/");
  }
}
