import type { HttpProbe } from "./http/http-probe.ts";
import type { HttpRequest } from "./http/http-request.ts";
import { hostName } from "./open-connection.ts";
import { Secret } from "./secret.ts";
import { hostAndPort, type Target } from "./target.ts";

/** What the prober calls itself where it is not told to send anything else. */
const USER_AGENT = "verdigris";

/**
 * The command that repeats a probe at this address, for any POSIX shell: the same request with the same Host, SNI and
 * certificate name, time-outs, and no proxy. Each secret stands there as `***`. Authorities of the target's own are expected
 * in `ca.pem`. Where the certificate must be for another name than SNI asks for, which curl cannot check, it is not checked.
 */
export function curl(probe: HttpProbe, target: Target): string {
  const { sent } = probe;
  const body = bodyArguments(sent);
  const words = [
    // Neither what a person has configured, nor a proxy, may come between.
    "curl",
    "-q",
    sent.method === "HEAD" ? "--head" : "--include",
    "--noproxy",
    "*",
    ...connectionArguments(probe, target),
    ...methodArguments(sent),
    ...headerArguments(sent),
    ...body.words,
    ...urlArguments(sent, target),
  ];
  return body.piped + words.map(quote).join(" ");
}

function connectionArguments({ sent, timeoutMs, phaseTimeoutsMs }: HttpProbe, { tls }: Target): readonly string[] {
  const { connect } = phaseTimeoutsMs;
  const http2 = tls ? "--http2" : "--http2-prior-knowledge";
  return [
    sent.version === "2" ? http2 : "--http1.1",
    "--max-time",
    seconds(timeoutMs),
    ...(connect === undefined ? [] : ["--connect-timeout", seconds(connect)]),
    ...(tls?.ca === undefined ? [] : ["--cacert", "ca.pem"]),
    ...(sent.redirects ? ["--location", "--max-redirs", String(sent.redirects.follow)] : []),
  ];
}

function methodArguments({ method, body, version }: HttpRequest): readonly string[] {
  if (method === "HEAD" || method === (body === undefined ? "GET" : "POST")) return [];
  const saysLength = body === undefined && version === "1.1" && ["POST", "PUT", "PATCH"].includes(method);
  return ["-X", method, ...(saysLength ? ["-H", "content-length: 0"] : [])];
}

function headerArguments({ headers, accept, body }: HttpRequest): readonly string[] {
  // curl takes a name with a colon and no value as an order not to send the header.
  const lines = Object.entries(headers).map(([name, value]) => {
    return typeof value === "string" && value.trim() === "" ? `${name};` : `${name}: ${String(value)}`;
  });
  return [
    ...(headers["user-agent"] === undefined ? ["-A", USER_AGENT] : []),
    ...lines.flatMap((line) => ["-H", line]),
    // It would wait for the peer to ask for a large body.
    ...(body === undefined ? [] : ["-H", "expect:"]),
    ...(accept.length > 0 ? ["--compressed"] : []),
  ];
}

/** What a terminal would act on, and what no argument can hold. */
const NOT_IN_ARGUMENT = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
const LONGEST_ARGUMENT = 64 * 1024;

function bodyArguments({ body }: HttpRequest): { readonly piped: string; readonly words: readonly string[] } {
  if (body === undefined) return { piped: "", words: [] };
  const text = String(body);
  // Not --data, for which text that begins with @ is the name of a file.
  if (text.length <= LONGEST_ARGUMENT && text.search(NOT_IN_ARGUMENT) === -1) {
    return { piped: "", words: ["--data-raw", text] };
  }
  const escaped = text.replaceAll("\\", String.raw`\\`).replaceAll(NOT_IN_ARGUMENT, octal);
  return { piped: `printf %b ${quote(escaped)} | `, words: ["--data-binary", "@-"] };
}

function octal(character: string): string {
  return Array.from(Buffer.from(character), (byte) => String.raw`\0` + byte.toString(8).padStart(3, "0")).join("");
}

/** A host and perhaps a port, in which a URL reads nothing else. */
const AUTHORITY = /^(?:\[[\da-f:.]+\]|[\w.-]+)(?::\d{1,5})?$/iu;

function urlArguments(sent: HttpRequest, target: Target): readonly string[] {
  const { tls } = target;
  // Curl takes the zone of a link-local address in no place that says who is asked.
  const [bare = "", zone] = target.address.split("%");
  const address = hostAndPort(target);
  const reached = hostAndPort({ address: bare, port: target.port });
  const given = sent.host ?? target.host;
  const authority = given ?? address;
  const host = urlHost(
    authority,
    tls && (tls.serverName ?? (given === undefined ? undefined : hostName(given))),
    reached,
  );
  const url = new URL(`${tls ? "https" : "http"}://${host}`);
  const path = sent.path instanceof Secret ? `/${String(sent.path)}` : sent.path;
  // Curl would keep what follows a # to itself, and resolve dots.
  const whole = path.includes("#") ? `${url.origin}/` : `${url.protocol}//${host}${path}`;
  const certificateName = tls?.certificateName ?? hostName(host);
  return [
    ...(tls && (tls.verify === false || certificateName !== hostName(host)) ? ["--insecure"] : []),
    ...(zone === undefined ? [] : ["--interface", zone]),
    ...(host !== reached || sent.redirects ? ["--connect-to", `::${reached}`] : []),
    ...(url.host === authority ? [] : ["-H", `host: ${authority}`]),
    ...(path.includes("/.") ? ["--path-as-is"] : []),
    ...(path.includes("#") ? ["--request-target", path] : []),
    ...(/[[\]{}]/u.test(whole) ? ["--globoff"] : []),
    whole,
  ];
}

/** What stands in the URL, from which curl takes SNI and the name of the certificate, too. */
function urlHost(authority: string, serverName: string | undefined, address: string): string {
  const isPlain = AUTHORITY.test(authority) && URL.canParse(`http://${authority}`);
  if (isPlain && (serverName === undefined || hostName(authority) === serverName)) return authority;
  return serverName !== undefined && AUTHORITY.test(serverName) ? serverName : address;
}

function seconds(milliseconds: number): string {
  return String(milliseconds / 1_000);
}

/** One word of a POSIX shell. */
function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/u.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
