import { AwsCallError } from "./errors.ts";
import { untilAborted } from "./until-aborted.ts";

/**
 * Makes one call and, where it is refused, says which: every SDK error of this folder becomes an {@link AwsCallError}.
 * Rejects with what `signal` was aborted with as soon as it is, also where the SDK does not look at it: while it fetches
 * credentials, and while it reads a body.
 * @param action the IAM action, `ecs:DescribeTasks`
 */
export async function callAws<Output>(
  action: string,
  call: () => Promise<Output>,
  signal: AbortSignal,
): Promise<Output> {
  signal.throwIfAborted();
  try {
    return await untilAborted(call(), signal);
  } catch (error) {
    signal.throwIfAborted();
    throw new AwsCallError(action, error);
  }
}
