/** A manifest cannot be used. The message names every problem, each with its place. */
export class ManifestError extends Error {
  override readonly name = "ManifestError";
}
