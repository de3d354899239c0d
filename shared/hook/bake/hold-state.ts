import type { Pending, Resumable } from "../../checks/resumable-check.ts";
import type { Deployment } from "../../deployment/deployment.ts";
import type { HeldState } from "./standing.ts";

const LARGEST_STATE_BYTES = 64 * 1024;
const LONGEST_NOTE = 500;

/**
 * A state as the next invocation will have it: written as JSON and read again, so that what does not survive that is found
 * here, where it can still be said which check it is of.
 * @throws {TypeError} where it is no state of the check, or too large
 */
export function holdState<D extends Deployment>(check: Resumable<D>, { pending, note }: Pending<unknown>): HeldState {
  const text = JSON.stringify(pending) ?? "null";
  const bytes = Buffer.byteLength(text);
  if (bytes > LARGEST_STATE_BYTES) {
    throw new TypeError(
      `its state has ${bytes} bytes: expected ${LARGEST_STATE_BYTES} at most, to be carried to the next invocation`,
    );
  }
  const state: unknown = JSON.parse(text);
  const why = check.refuse(state);
  if (why !== undefined) throw new TypeError(`its state cannot be read again: ${why}`);
  return { state, note: note.slice(0, LONGEST_NOTE) };
}
