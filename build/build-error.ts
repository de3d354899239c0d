/** The functions cannot be built. The message names every problem with its place, and is meant to be shown without a stack. */
export class BuildError extends Error {
  override readonly name = "BuildError";
}
