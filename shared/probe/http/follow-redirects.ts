import { PeerFault } from "../peer-fault.ts";
import { printable } from "../printable.ts";
import type { ProbeRun } from "../prober.ts";
import { reveal } from "../secret.ts";
import { hostAndPort } from "../target.ts";
import type { HttpAnswer } from "./http-answer.ts";
import { HttpProbe } from "./http-probe.ts";
import type { RedirectOptions } from "./http-request.ts";
import type { Exchange, RawAnswer } from "./raw-answer.ts";
import { ReceivedAnswer } from "./received-answer.ts";
import { redirectRequest } from "./redirect-request.ts";

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** So many places of a chain are named, from both its ends. */
const NAMED = 4;

/**
 * Asks until an answer is no redirect. Every request goes to the target's address, port and TLS, whatever a redirect says:
 * of that only the path is taken, and the host.
 * @throws {PeerFault} for a loop, for more redirects than are to be followed, and for one that leads where none may
 */
export async function followRedirects(
  probe: HttpProbe,
  { follow, to }: RedirectOptions,
  exchange: Exchange,
  run: ProbeRun,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const { target } = run;
  const scheme = target.tls ? "https:" : "http:";
  let request = probe;
  let at = urlOf(request, scheme, target.host ?? hostAndPort(target));
  const places = [at.href];
  const asked = new Set([described(request, at)]);
  for (;;) {
    const raw = await exchange(request, request.sent.path, run, signal);
    const location = locationOf(raw);
    if (location === undefined) return new ReceivedAnswer(raw, places.slice(1), run.clock);
    const next = resolve(location, at);
    places.push(next.href);
    const isSecure = next.protocol === "https:";
    if (!isSecure && next.protocol !== "http:") throw fault("to what is not HTTP", places);
    if (!isSecure && at.protocol === "https:") throw fault("from https to http", places);
    if (to === "same-host" && next.host !== at.host) throw fault("to another host", places);
    if (to === "same-host" && next.protocol !== at.protocol) throw fault("to another scheme", places);
    if (places.length - 1 > follow) throw new PeerFault(`more than ${follow} redirects (${chain(places)})`);
    request = new HttpProbe(redirectRequest(request.sent, raw.status, next, at), {}, probe.expectations);
    // Two that differ in their scheme are the same request to one target.
    const question = described(request, next);
    if (asked.has(question)) {
      throw new PeerFault(`a redirect loop (${chain(places)})`, next.protocol === scheme ? undefined : SCHEME);
    }
    asked.add(question);
    at = next;
  }
}

const SCHEME =
  "the service wants https, which the load balancer takes care of: send `x-forwarded-proto: https` as that does";

function urlOf({ sent }: HttpProbe, scheme: string, host: string): URL {
  // Not relative to the host: a path may begin with two slashes.
  return new URL(`${scheme}//${sent.host ?? host}${reveal(sent.path)}`);
}

function described({ sent }: HttpProbe, { host, pathname, search }: URL): string {
  return `${sent.method} ${host}${pathname}${search}`;
}

/** Where a redirect leads; undefined for any other answer. */
function locationOf({ status, headers }: RawAnswer): string | undefined {
  if (!REDIRECTS.has(status)) return undefined;
  const { location } = headers;
  if (Array.isArray(location)) throw new PeerFault(`a redirect to ${location.length} places`);
  return location;
}

function resolve(location: string, at: URL): URL {
  const url = URL.parse(location, at.href);
  if (!url) throw new PeerFault(`a redirect to what is no URL (${printable(location)})`);
  url.hash = "";
  url.username = "";
  url.password = "";
  return url;
}

function fault(to: string, places: readonly string[]): PeerFault {
  return new PeerFault(`a redirect ${to} (${chain(places)})`);
}

function chain(places: readonly string[]): string {
  const all = places.map(printable);
  const left = all.length - NAMED;
  if (left > 0) all.splice(NAMED / 2, left, `… ${left} more …`);
  return all.join(" → ");
}
