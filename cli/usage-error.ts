/** What was typed cannot be understood as a whole, though each part of it can. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
