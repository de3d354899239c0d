/** `hooks.config.ts` cannot be used. The message names every problem, each with its place. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";

  static of(problems: readonly string[]): ConfigurationError {
    const many = problems.length === 1 ? "a problem" : `${problems.length} problems`;
    return new ConfigurationError(`hooks.config.ts has ${many}: ${problems.join("; ")}`);
  }
}
