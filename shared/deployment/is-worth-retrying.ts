import { AwsCallError } from "./errors.ts";

const PASSING =
  /Throttl|TooManyRequests|RequestLimitExceeded|SlowDown|InternalFailure|InternalError|ServiceUnavailable|Timeout|AccessDenied/i;
const NETWORK = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
]);
const TOO_MANY_REQUESTS = 429;

/**
 * Whether the same call may succeed later: throttling, a fault of AWS or of the network, and AccessDenied, because a role
 * that was just made is not known everywhere at once (aws/serverless-application-model#838).
 */
export function isWorthRetrying(error: unknown): boolean {
  const cause = error instanceof AwsCallError ? error.cause : error;
  if (!(cause instanceof Error)) return false;
  if (PASSING.test(cause.name)) return true;
  if ("code" in cause && typeof cause.code === "string" && NETWORK.has(cause.code)) return true;
  const status = httpStatusOf(cause);
  return status === TOO_MANY_REQUESTS || status >= 500;
}

function httpStatusOf(error: Error): number {
  const metadata = "$metadata" in error ? error.$metadata : undefined;
  const status =
    typeof metadata === "object" && metadata !== null && "httpStatusCode" in metadata ? metadata.httpStatusCode : 0;
  return typeof status === "number" ? status : 0;
}
