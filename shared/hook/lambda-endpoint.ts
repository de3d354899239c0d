import type { HookRuntime } from "./runtime.ts";

/**
 * Where Lambda is to be asked, if not in its region: read as the SDK reads it for its own clients ("Service-specific
 * endpoints", AWS SDKs and Tools reference guide), from the environment alone. An empty variable says nothing.
 */
export function lambdaEndpoint(environment: HookRuntime["environment"]): string | undefined {
  return environment("AWS_ENDPOINT_URL_LAMBDA") || environment("AWS_ENDPOINT_URL") || undefined;
}
