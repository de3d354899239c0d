import type { HookContext } from "../../shared/hook/create-hook.ts";

/** The part of Lambda's context that a hook uses, for an invocation that may take `remainingMs`. */
export function lambdaContext(remainingMs = 900_000): HookContext {
  return { awsRequestId: "8f1b2c3d-0000-4000-8000-000000000000", getRemainingTimeInMillis: () => remainingMs };
}
