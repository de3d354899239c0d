import type { Json } from "../json.ts";
import { reveal, Secret, type Text } from "../secret.ts";
import type { HttpMethod, HttpOptions, HttpRequest, JsonWithSecrets } from "./http-request.ts";
import { bytes } from "./size.ts";

const HEADERS_LIMIT = 16 * 1024;

/** A request cannot be sent as it was written. It names every fault. */
export class RequestDefinitionError extends Error {
  override readonly name = "RequestDefinitionError";
}

/**
 * The request that `options` describe, with every default in its place.
 * @throws {RequestDefinitionError} naming all that cannot be sent
 */
export function makeRequest(method: HttpMethod, path: Text, options: HttpOptions): HttpRequest {
  const { headers = {}, query, host, json, form, text, redirects, accept = [], limits = {} } = options;
  const body = bodyOf(options);
  const lowered = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const { host: hostHeader, ...others }: Record<string, Text> = {
    ...(json !== undefined && { "content-type": "application/json" }),
    ...(form !== undefined && { "content-type": "application/x-www-form-urlencoded" }),
    ...(text !== undefined && { "content-type": "text/plain; charset=utf-8" }),
    ...(accept.length > 0 && { "accept-encoding": accept.join(", ") }),
    ...authorization(options),
    ...lowered,
  };
  const made: HttpRequest = {
    method,
    path: withQuery(path, query),
    headers: hideCredentials(others),
    host: host ?? (hostHeader === undefined ? undefined : reveal(hostHeader)),
    body,
    version: options.version ?? "1.1",
    redirects,
    accept,
    limits: {
      headers: limits.headers === undefined ? HEADERS_LIMIT : bytes(limits.headers),
      body: limits.body === undefined ? undefined : bytes(limits.body),
    },
    keepAlive: options.keepAlive ?? false,
    secrets: findSecrets([path, hideCredentials(others), body]),
  };
  const faults = findFaults(made, [json, form, text]);
  if (faults.length > 0) throw new RequestDefinitionError(`${method} ${String(made.path)}: ${faults.join("; ")}`);
  return made;
}

const TOKEN = /^[!#$%&'*+.^`|~\w-]+$/u;
const OWN = new Set([
  "content-length",
  "transfer-encoding",
  "connection",
  "upgrade",
  "te",
  "trailer",
  "expect",
  "keep-alive",
  "proxy-connection",
  "http2-settings",
]);

function findFaults(
  { method, path, headers, host, body, redirects }: HttpRequest,
  bodies: readonly unknown[],
): string[] {
  const faults: string[] = [];
  if (!/^\/[\u0021-\u007e]*$/u.test(reveal(path))) faults.push("path: expected one that begins with / and is encoded");
  for (const [name, value] of Object.entries(headers)) {
    if (!TOKEN.test(name)) faults.push(`headers: expected the name of a header, received ${JSON.stringify(name)}`);
    if (OWN.has(name)) faults.push(`headers: ${name} is the prober's own to send`);
    if (!/^[\t\u0020-\u007e]*$/u.test(reveal(value))) faults.push(`headers: expected printable ASCII in ${name}`);
  }
  if (host !== undefined && !/^[\u0021-\u007e]+$/u.test(host))
    faults.push("host: expected a name, with or without a port");
  if (bodies.filter((each) => each !== undefined).length > 1) faults.push("expected one of json, form and text");
  if (body !== undefined && (method === "GET" || method === "HEAD"))
    faults.push(`a body cannot be sent with ${method}`);
  if (redirects && !(Number.isInteger(redirects.follow) && redirects.follow >= 1 && redirects.follow <= 10)) {
    faults.push(`redirects.follow: expected 1..10, received ${redirects.follow}`);
  }
  return faults;
}

const CREDENTIAL = /authori[sz]ation|cookie|token|secret|password|api-?key|signature/iu;

/** What is sent under such a name is a secret, also where nobody said so. */
function hideCredentials(headers: Readonly<Record<string, Text>>): Readonly<Record<string, Text>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      return [name, typeof value === "string" && CREDENTIAL.test(name) ? new Secret(value) : value];
    }),
  );
}

function withQuery(path: Text, query: HttpOptions["query"]): Text {
  const entries = Object.entries(query ?? {});
  if (entries.length === 0) return path;
  const encoded = entries.map(([name, value]) => {
    return `${encodeURIComponent(name)}=${encodeURIComponent(value instanceof Secret ? value.reveal() : String(value))}`;
  });
  const whole = `${reveal(path)}${reveal(path).includes("?") ? "&" : "?"}${encoded.join("&")}`;
  return secretIf(findSecrets([path, query]), whole);
}

function authorization({ bearer, basic }: HttpOptions): Readonly<Record<string, Secret>> {
  if (bearer !== undefined) return { authorization: new Secret(`Bearer ${reveal(bearer)}`, [new Secret(bearer)]) };
  if (!basic) return {};
  const pair = Buffer.from(`${basic.user}:${reveal(basic.password)}`).toString("base64");
  return { authorization: new Secret(`Basic ${pair}`, [new Secret(pair), new Secret(basic.password)]) };
}

function bodyOf({ json, form, text }: HttpOptions): Text | undefined {
  if (json !== undefined) return jsonText(json);
  if (!form) return text;
  const pairs = Object.entries(form).map(([name, value]): [string, string] => [name, reveal(value)]);
  return secretIf(findSecrets(form), new URLSearchParams(pairs).toString());
}

/** A value as JSON: a secret where it holds one. */
export function jsonText(json: JsonWithSecrets): Text {
  return secretIf(findSecrets(json), JSON.stringify(revealAll(json)));
}

function secretIf(secrets: readonly Secret<unknown>[], text: string): Text {
  return secrets.length > 0 ? new Secret(text, secrets) : text;
}

function revealAll(json: JsonWithSecrets): unknown {
  if (json instanceof Secret) return json.reveal();
  if (isList(json)) return json.map(revealAll);
  if (typeof json !== "object" || json === null) return json;
  return Object.fromEntries(
    Object.entries(json).map(([name, value]: [string, JsonWithSecrets]) => [name, revealAll(value)]),
  );
}

function isList(json: JsonWithSecrets): json is readonly JsonWithSecrets[] {
  return Array.isArray(json);
}

/** Every secret in a value, at any depth. */
export function findSecrets(value: unknown): readonly Secret<unknown>[] {
  if (value instanceof Secret) return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(findSecrets) : [];
}

/** What is recorded of a request. */
export function describeRequest(sent: HttpRequest): { readonly [member: string]: Json } {
  const { path, headers, host, body, redirects, limits, secrets: _, ...rest } = sent;
  return {
    ...rest,
    path: String(path),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
    host: host ?? null,
    body: body === undefined ? null : String(body),
    redirects: redirects ? { ...redirects } : null,
    limits: { headers: limits.headers, body: limits.body ?? null },
  };
}
