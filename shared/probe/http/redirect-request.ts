import { Secret, type Text } from "../secret.ts";
import type { HttpRequest } from "./http-request.ts";

/** Meant for the host that was asked, and for no other. */
const CREDENTIALS: ReadonlySet<string> = new Set(["authorization", "proxy-authorization", "cookie"]);

/**
 * The request that follows `sent` after a redirect from `from` to `to`, as browsers make it: with GET after 303, and after
 * 301 and 302 in place of POST.
 */
export function redirectRequest(sent: HttpRequest, status: number, to: URL, from: URL): HttpRequest {
  const isOtherHost = to.host !== from.host;
  const asksAgain = status === 303 ? sent.method !== "HEAD" : status < 303 && sent.method === "POST";
  const keeps = ([name, value]: readonly [string, Text]): boolean =>
    !(isOtherHost && (CREDENTIALS.has(name) || value instanceof Secret)) && !(asksAgain && name.startsWith("content-"));
  const path = `${to.pathname}${to.search}`;
  return {
    ...sent,
    method: asksAgain ? "GET" : sent.method,
    // It may repeat what was secret in the path before it.
    path: sent.path instanceof Secret ? new Secret(path, [sent.path]) : path,
    headers: Object.fromEntries(Object.entries(sent.headers).filter(keeps)),
    host: isOtherHost ? to.host : sent.host,
    body: asksAgain ? undefined : sent.body,
  };
}
