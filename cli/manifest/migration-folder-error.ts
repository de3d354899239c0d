/** A problem of a migration folder, at its place. */
export interface FolderProblem {
  /** Relative to the folder. */
  readonly file: string;
  readonly line?: number;
  /** Expected, and found. */
  readonly problem: string;
}

/** A folder of migrations cannot be read as its tool reads it. The message names every problem, each with its place. */
export class MigrationFolderError extends Error {
  override readonly name = "MigrationFolderError";
  readonly problems: readonly FolderProblem[];

  constructor(path: string, problems: readonly FolderProblem[], options?: ErrorOptions) {
    const lines = problems.map(
      ({ file, line, problem }) => `  ${file}${line === undefined ? "" : `:${line}`}: ${problem}`,
    );
    super(`The migrations of ${path} cannot be read:\n${lines.join("\n")}`, options);
    this.problems = problems;
  }
}
