/** What was asked for cannot be told, and nothing was found to be wrong. */
export class CouldNotTell extends Error {
  override readonly name = "CouldNotTell";
}
