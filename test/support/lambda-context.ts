import { FUNCTION } from "./aws-answers.ts";
import type { HookContext } from "../../shared/hook/create-handler.ts";

/** The part of Lambda's context that a hook uses, for an invocation that may take `remainingMs`. */
export function lambdaContext(remainingMs = 900_000): HookContext {
  return {
    awsRequestId: "8f1b2c3d-0000-4000-8000-000000000000",
    invokedFunctionArn: `${FUNCTION}verdigris-test-after-allow-traffic`,
    logGroupName: "/aws/lambda/CodeDeployHook_verdigris-test-after-allow-traffic",
    getRemainingTimeInMillis: () => remainingMs,
  };
}
