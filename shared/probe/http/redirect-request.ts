import { Secret, type Text } from "../secret.ts";
import type { HttpRequest } from "./http-request.ts";

/** Of no host's own. All else may be a credential, by whatever name: it is meant for the host that was asked, and for no other. */
const FOR_ANY_HOST = /^(?:accept(?:-[a-z]+)?|user-agent|cache-control|pragma|range|traceparent|x-forwarded-proto)$/u;

/**
 * The request that follows `sent` after a redirect from `from` to `to`, as browsers make it: with GET after 303, and after
 * 301 and 302 in place of POST. Another host gets no body and no header but a few that every host may see.
 */
export function redirectRequest(sent: HttpRequest, status: number, to: URL, from: URL): HttpRequest {
  const isOtherHost = to.host !== from.host;
  const asksAgain = status === 303 ? sent.method !== "HEAD" : status < 303 && sent.method === "POST";
  const keeps = ([name, value]: readonly [string, Text]): boolean => {
    if (isOtherHost) return FOR_ANY_HOST.test(name) && !(value instanceof Secret);
    return !(asksAgain && name.startsWith("content-"));
  };
  const path = `${to.pathname}${to.search}`;
  return {
    ...sent,
    method: asksAgain ? "GET" : sent.method,
    // It may repeat what was secret in the path before it.
    path: sent.path instanceof Secret ? new Secret(path, [sent.path]) : path,
    headers: Object.fromEntries(Object.entries(sent.headers).filter(keeps)),
    host: isOtherHost ? to.host : sent.host,
    body: asksAgain || isOtherHost ? undefined : sent.body,
  };
}
