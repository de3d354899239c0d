/** The rehearsal itself could not run: nothing was found out about green. */
export class RehearsalError extends Error {
  override readonly name = "RehearsalError";
}
