import { AwsError } from "./aws/aws-error.ts";
import type { Caller } from "./aws/caller.ts";

/** What a function may call, as its role in serverless.yml says. */
export interface Permissions {
  /** The access key that the function signs with: the name by which it is known here. */
  readonly accessKeyId: string;
  readonly role: string;
  /** IAM actions: `ecs:DescribeTasks`. */
  readonly allowedActions: readonly string[];
}

/** Signing names that differ from the prefix of the IAM actions. */
const PREFIXES: Readonly<Record<string, string>> = { monitoring: "cloudwatch" };

/** Operations that are not named as their IAM action is. */
const ACTIONS: Readonly<Record<string, string>> = { "lambda:Invoke": "lambda:InvokeFunction" };

/**
 * Refuses what a function's role does not allow, as IAM would, so that a rehearsal shows a missing permission. Resources
 * and conditions are not looked at. Callers that are no functions may do anything.
 */
export function authoriseBy(
  permissions: readonly Permissions[],
): (caller: Caller, service: string, operation: string) => void {
  return (caller, service, operation) => {
    if (caller === "anonymous") {
      throw new AwsError("MissingAuthenticationTokenException", "Request is missing Authentication Token", {
        status: 403,
      });
    }
    const known = permissions.find(({ accessKeyId }) => accessKeyId === caller.accessKeyId);
    const action = ACTIONS[`${service}:${operation}`] ?? `${PREFIXES[service] ?? service}:${operation}`;
    if (!known || known.allowedActions.includes(action)) return;
    throw new AwsError("AccessDeniedException", `User: ${known.role} is not authorized to perform: ${action}`);
  };
}
