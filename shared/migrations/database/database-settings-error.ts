/** A URL or a secret that does not say how a database is reached: all that is wrong with it, and nothing that is secret in it. */
export class DatabaseSettingsError extends Error {
  override readonly name = "DatabaseSettingsError";
  readonly problems: readonly string[];

  /** @param what `the URL of the database`, or the name of a secret */
  constructor(what: string, problems: readonly string[]) {
    super(`${what} does not say how the database is reached: ${problems.join("; ")}`);
    this.problems = problems;
  }
}
