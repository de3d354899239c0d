import { HEADER_NAME, isOwnHeader } from "./header-name.ts";
import { reveal, Secret, type Text } from "../secret.ts";
import { isAuthority } from "./authority.ts";
import type { HttpMethod, HttpOptions, HttpRequest } from "./http-request.ts";
import { bytes } from "./size.ts";

/** All that cannot be sent of a request as it was written, each with its place: `query.page: expected …`. */
export function requestFaults(method: HttpMethod, path: Text, options: HttpOptions, made: HttpRequest): string[] {
  return [
    ...pathFaults(path, made),
    ...headerFaults(options, made.headers),
    ...hostFaults(options, made.host),
    ...bodyFaults(method, options, made.body),
    ...settingFaults(options),
    ...givenTexts(path, options).flatMap(([place, value]) => textFaults(place, value)),
  ];
}

function pathFaults(path: Text, made: HttpRequest): readonly string[] {
  const isSendable = /^\/[\u0021-\u007e]*$/u;
  return isSendable.test(reveal(path)) && isSendable.test(reveal(made.path))
    ? []
    : ["path: expected one that begins with / and is encoded"];
}

function headerFaults({ headers = {} }: HttpOptions, sent: HttpRequest["headers"]): readonly string[] {
  const faults: string[] = [];
  const names = Object.keys(headers).map((name) => name.toLowerCase());
  for (const name of new Set(names)) {
    if (names.indexOf(name) !== names.lastIndexOf(name)) faults.push(`headers: ${name} is given twice`);
  }
  for (const [name, value] of Object.entries(sent)) {
    if (!HEADER_NAME.test(name))
      faults.push(`headers: expected the name of a header, received ${JSON.stringify(name)}`);
    if (isOwnHeader(name)) faults.push(`headers: ${name} is the prober's own to send`);
    if (!/^[\t\u0020-\u007e]*$/u.test(reveal(value))) faults.push(`headers: expected printable ASCII in ${name}`);
  }
  return faults;
}

function hostFaults({ headers = {} }: HttpOptions, host: string | undefined): readonly string[] {
  const isSecret = Object.entries(headers).some(
    ([name, value]) => name.toLowerCase() === "host" && value instanceof Secret,
  );
  if (isSecret) return ["host: expected text, received a secret: whoever is asked is named in all that is said"];
  return host === undefined || isAuthority(host)
    ? []
    : [`host: expected a name, with or without a port, received ${JSON.stringify(host)}`];
}

function bodyFaults(method: HttpMethod, { json, form, text }: HttpOptions, body: Text | undefined): readonly string[] {
  const faults: string[] = [];
  if ([json, form, text].filter((each) => each !== undefined).length > 1)
    faults.push("expected one of json, form and text");
  if (json !== undefined && body === undefined) faults.push("json: expected what JSON can say");
  if (body !== undefined && (method === "GET" || method === "HEAD")) {
    faults.push(`a body cannot be sent with ${method}`);
  }
  return faults;
}

const ENCODINGS: ReadonlySet<unknown> = new Set(["gzip", "deflate", "br", "zstd"]);

/** The compiler finds these, but not everybody asks it. */
function settingFaults(options: HttpOptions): readonly string[] {
  const {
    version = "1.1",
    redirects,
    accept = [],
    limits = {},
    keepAlive = false,

    basic,
  } = options;
  const faults: string[] = [];
  const expect = (place: string, isMet: boolean, expected: string, received: unknown): void => {
    if (!isMet) faults.push(`${place}: expected ${expected}, received ${JSON.stringify(received) ?? String(received)}`);
  };
  expect("version", ["1.1", "2"].includes(version), '"1.1" or "2"', version);
  expect("keepAlive", typeof keepAlive === "boolean", "true or false", keepAlive);
  const unknown = accept.filter((each) => !ENCODINGS.has(each));
  expect("accept", unknown.length === 0, "gzip, deflate, br or zstd", unknown[0]);
  if (redirects) {
    const { follow, to } = redirects;
    expect("redirects.follow", Number.isInteger(follow) && follow >= 1 && follow <= 10, "1..10", follow);
    expect("redirects.to", ["sticky", "same-host"].includes(to), '"sticky" or "same-host"', to);
  }
  for (const [name, size] of Object.entries(limits)) {
    if (name === "headers" || name === "body") faults.push(...sizeFaults(`limits.${name}`, size));
    else expect("limits", false, "headers or body", name);
  }
  // What it is instead is not said: it may be the password, too.
  if (typeof basic?.user === "string" && basic.user.includes(":")) faults.push("basic.user: expected no colon in it");
  return faults;
}

function sizeFaults(place: string, size: Parameters<typeof bytes>[0]): readonly string[] {
  try {
    bytes(size);
    return [];
  } catch (error) {
    return [`${place}: ${error instanceof Error ? error.message : String(error)}`];
  }
}

type Given = readonly [place: string, value: unknown];

/** Every text that the request was given, by its place. */
function givenTexts(path: Text, options: HttpOptions): readonly Given[] {
  const { headers = {}, query = {}, form = {}, basic } = options;
  const alone = (["host", "bearer", "text", "json", "form", "basic"] as const).filter((name) => name in options);
  return [
    ["path", path],
    ...within("headers", headers),
    ...within("query", query),
    ...within("form", form),
    ...(basic ? within("basic", { user: basic.user, password: basic.password }) : []),
    ...alone.map((name): Given => [name, options[name]]).filter(([, value]) => typeof value !== "object"),
    ...textsOfJson("json", options.json),
  ];
}

function within(place: string, values: object): readonly Given[] {
  return Object.entries(values).map(([name, value]): Given => [`${place}.${name}`, value]);
}

/** Its texts alone: what JSON holds beside them is no text. */
function textsOfJson(place: string, value: unknown): readonly Given[] {
  if (value instanceof Secret || typeof value !== "object" || value === null) return [];
  return within(place, value).flatMap(([at, each]): readonly Given[] => {
    return typeof each === "string" ? [[at, each]] : textsOfJson(at, each);
  });
}

function textFaults(place: string, value: unknown): readonly string[] {
  if (value === undefined) return [`${place}: expected a value, received undefined: is the variable set?`];
  if (typeof value === "string" && value.includes("***")) {
    return [`${place}: a secret in a template shows as ***: use secretText\`…\``];
  }
  const isText = ["string", "number", "boolean"].includes(typeof value) || value instanceof Secret;
  return isText || place === "json"
    ? []
    : [`${place}: expected text, received ${value === null ? "null" : `a value of type ${typeof value}`}`];
}
