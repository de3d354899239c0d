import { stat } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import { normaliseLiquibasePath } from "../../../shared/migrations/history/name-liquibase-changeset.ts";
import type { ChangelogReference } from "./changelog.ts";

/** How far above the first changelog its search path is looked for. */
const LEVELS = 8;

/**
 * Where Liquibase looks for files. It is not written in a changelog: it is the nearest folder above the first one in which
 * what a changelog names is found.
 */
export class SearchPath {
  private readonly ancestors: readonly string[];
  private readonly otherwise: string;
  private root: string | undefined;

  /**
   * @param first changelog, absolute
   * @param otherwise where it is where no changelog tells; the first changelog's folder, where that is left out
   */
  constructor(first: string, otherwise: string = dirname(first)) {
    this.otherwise = otherwise;
    const ancestors = [dirname(first)];
    while (ancestors.length < LEVELS) ancestors.push(dirname(ancestors.at(-1) ?? "/"));
    this.ancestors = [...new Set(ancestors)];
    this.root = this.ancestors.find((folder) => folder.endsWith(join(sep, "src", "main", "resources")));
  }

  /** The file or folder that a changelog names, absolute; undefined where there is none. */
  async find({ path, isRelative }: ChangelogReference, from: string): Promise<string | undefined> {
    if (isRelative) {
      const top = this.ancestors.at(-1) ?? sep;
      const found = resolve(dirname(from), path.replaceAll("\\", "/"));
      return found.startsWith(top) && (await exists(found)) ? found : undefined;
    }
    const folders = this.root === undefined ? this.ancestors : [this.root, ...this.ancestors];
    for (const folder of folders) {
      const found = join(folder, normaliseLiquibasePath(path));
      if (await exists(found)) {
        this.root ??= folder;
        return found;
      }
    }
    return undefined;
  }

  /** A file as Liquibase calls it. */
  nameOf(file: string): string {
    return normaliseLiquibasePath(relative(this.root ?? this.otherwise, file));
  }
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
