import type { Json } from "../json.ts";
import { reveal, Secret, type Text } from "../secret.ts";
import { hideCredentials, hideQuery, isCredential } from "./hide-credentials.ts";
import type { HttpMethod, HttpOptions, HttpRequest, JsonWithSecrets, Size } from "./http-request.ts";
import { requestFaults } from "./request-faults.ts";
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
  const url = withQuery(path, query);
  const lowered = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const { host: hostHeader, ...others }: Record<string, Text> = {
    ...(json !== undefined && { "content-type": "application/json" }),
    ...(form !== undefined && { "content-type": "application/x-www-form-urlencoded" }),
    ...(text !== undefined && { "content-type": "text/plain; charset=utf-8" }),
    ...(accept.length > 0 && { "accept-encoding": accept.join(", ") }),
    ...authorization(options),
    ...lowered,
  };
  const sent = hideCredentials(others);
  const made: HttpRequest = {
    method,
    path: url,
    headers: sent,
    host: host ?? (hostHeader === undefined ? undefined : String(hostHeader)),
    body,
    version: options.version ?? "1.1",
    redirects,
    accept,
    limits: {
      headers: sizeOf(limits.headers) ?? HEADERS_LIMIT,
      body: sizeOf(limits.body),
    },
    keepAlive: options.keepAlive ?? false,
    secrets: findSecrets([url, sent, body]),
  };
  const faults = requestFaults(method, path, options, made);
  if (faults.length > 0) throw new RequestDefinitionError(`${method} ${String(made.path)}: ${faults.join("; ")}`);
  return made;
}

/** Undefined also for what is no size: that is a fault with its place. */
function sizeOf(size: Size | undefined): number | undefined {
  try {
    return size === undefined ? undefined : bytes(size);
  } catch {
    return undefined;
  }
}

function withQuery(path: Text, query: HttpOptions["query"]): Text {
  const entries = Object.entries(query ?? {}).map(([name, value]): readonly [string, Text] => {
    const text = value instanceof Secret ? value : String(value);
    return [name, typeof text === "string" && isCredential(name) ? new Secret(text) : text];
  });
  const own = typeof path === "string" ? hideQuery(path) : path;
  if (entries.length === 0) return own;
  const encoded = entries.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(reveal(value))}`);
  const whole = `${reveal(own)}${reveal(own).includes("?") ? "&" : "?"}${encoded.join("&")}`;
  return secretIf(findSecrets([own, entries]), whole);
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
