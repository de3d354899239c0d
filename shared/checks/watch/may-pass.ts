import { AwsCallError } from "../../deployment/errors.ts";
import { isWorthRetrying } from "../../deployment/is-worth-retrying.ts";

/** Looks that AWS may refuse in a row before a watch gives up. */
export const MOST_REFUSED = 5;

/** Milliseconds between two tries of a look that is the last: all of them fit into the minute that settling has. */
export const BETWEEN_LAST_LOOKS_MS = 4_000;

/**
 * Whether a look that AWS refused may succeed later: throttling, and faults of AWS or of the network. A role that may not is
 * not mended while one waits: by then other calls were allowed to it.
 */
export function mayPass(error: unknown): boolean {
  return error instanceof AwsCallError && !error.code.startsWith("AccessDenied") && isWorthRetrying(error);
}
