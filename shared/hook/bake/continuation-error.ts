/** The event of a continuation cannot be acted on, or none can be made. The message names every problem that was found. */
export class ContinuationError extends Error {
  override readonly name = "ContinuationError";
}
