import type { History } from "../../migrations/history/history.ts";
import { Secret } from "../../probe/secret.ts";
import type { HistorySettings, LoginPorts } from "./observe-history.ts";
import { observeEndpoint } from "./observe-endpoint.ts";

type Endpoint = Extract<HistorySettings, { readonly endpoint: unknown }>["endpoint"];

/**
 * The history of a database's migrations, from an endpoint that speaks for it.
 * @throws {EndpointError} @throws {SecretError}
 */
export async function readEndpointHistory(
  { url, headers: written, timeout }: Endpoint,
  { secrets }: LoginPorts,
  signal: AbortSignal,
): Promise<History> {
  const headers = await Promise.all(
    Object.entries(written).map(async ([name, value]) => {
      return [name, typeof value === "string" ? value : new Secret(await secrets(value.secret, signal))] as const;
    }),
  );
  return observeEndpoint({ url, headers: Object.fromEntries(headers), timeoutMs: timeout }, signal);
}
