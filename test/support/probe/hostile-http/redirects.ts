import type { RequestListener } from "node:http";
import type { RedirectOptions } from "../../../../shared/probe/http/http-request.ts";
import { startHttp } from "../start-server.ts";
import { asking, harmless, type HostilePeer } from "./hostile-peer.ts";

/** Sends whoever asks for a path to another place. */
function redirecting(
  is: string,
  to: (path: string, host: string) => string,
  observed: RegExp,
  redirects: RedirectOptions = { follow: 5, to: "sticky" },
): HostilePeer {
  const handle: RequestListener = ({ url = "", headers }, response) => {
    response.writeHead(302, { location: to(url, headers.host ?? "") }).end();
  };
  return { is, start: () => startHttp(handle), probe: asking({ redirects }), kind: "failed", observed };
}

const sameHost: RedirectOptions = { follow: 5, to: "same-host" };

/** Peers that send whoever asks them elsewhere. */
export const redirects: readonly HostilePeer[] = [
  redirecting("that redirects to itself", (path) => path, /^a redirect loop \(\S+\/health → \S+\/health\)$/),
  redirecting(
    "that redirects in a circle",
    (path) => (path === "/a" ? "/b" : "/a"),
    /^a redirect loop \(.*\/a → \S+\/b → \S+\/a\)$/,
  ),
  redirecting("that wants https", (path, host) => `https://${host}${path}`, /^a redirect loop \(http:.* → https:/),
  redirecting("that redirects for ever", (path) => `${path}x`, /^more than 5 redirects \(.* → … 3 more … → /),
  redirecting(
    "that redirects from https to http",
    (path, host) => (path === "/health" ? `https://${host}/a` : `http://${host}/b`),
    /^a redirect from https to http \(/,
  ),
  redirecting(
    "that redirects to another host",
    () => "http://elsewhere.example/",
    /^a redirect to another host \(/,
    sameHost,
  ),
  redirecting("that redirects to another port", () => "//127.0.0.1:1/", /^a redirect to another host \(/, sameHost),
  redirecting(
    "that redirects to another scheme",
    (path, host) => `https://${host}${path}`,
    /^a redirect to another (host|scheme) \(/,
    sameHost,
  ),
  redirecting("that redirects to a file", () => "file:///etc/passwd", /^a redirect to what is not HTTP \(.* → file:/),
  redirecting("that redirects to a script", () => "javascript:alert(1)", /^a redirect to what is not HTTP \(/),
  redirecting(
    "that redirects to no URL",
    () => "http://[x/\u009b2J",
    /^a redirect to what is no URL \(http:\/\/\[x\/\\u009b2J\)$/,
  ),
  redirecting("that redirects to nobody", () => "http://", /^a redirect to what is no URL \(/),
  harmlessOnce("that redirects to another service", "http://169.254.169.254/latest/meta-data"),
];

/** It is asked itself for what it redirects to elsewhere. */
function harmlessOnce(is: string, to: string): HostilePeer {
  const start: HostilePeer["start"] = () =>
    startHttp(({ url }, response) => {
      if (url === "/health") response.writeHead(302, { location: to }).end();
      else response.end();
    });
  return harmless({ ...redirecting(is, () => to, /^$/), start });
}
