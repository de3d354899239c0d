import { checkGiven } from "../check-given.ts";
import { describeFunction, sourceOf } from "../describe-function.ts";
import type { Json } from "../json.ts";
import { printable } from "../printable.ts";
import type { Secret } from "../secret.ts";
import { matchText, type TextPattern } from "../text-pattern.ts";
import { checkHeaderName, headerValues } from "./header-values.ts";
import type { HttpExpectation } from "./http-expectation.ts";
import { readCookies, type Cookie } from "./read-cookies.ts";

/** What a cookie must be like, beside being set. */
export interface CookieAttributes {
  readonly value?: TextPattern;
  readonly secure?: boolean;
  readonly httpOnly?: boolean;
  readonly sameSite?: "Strict" | "Lax" | "None";
  readonly path?: string;
  /** Without a dot before it. */
  readonly domain?: string;
  /** Seconds: exactly so many, or such that your function returns true. */
  readonly maxAge?: number | ((seconds: number) => boolean);
}

/**
 * The answer sets this cookie, with these attributes. Where it is set several times, the last counts, as it does for a
 * browser; one that deletes it does not set it, unless its `maxAge` is expected. Its value is shown only where one is
 * expected.
 * @param now milliseconds since 1970
 * @throws {RangeError} for what is no cookie's name, and for an attribute that is undefined
 */
export function cookie(name: string, attributes: CookieAttributes = {}, now: () => number = Date.now): HttpExpectation {
  checkHeaderName(name);
  checkGiven(`cookie ${name}`, attributes);
  const demands = makeDemands(attributes);
  const text = `cookie ${[name, ...demands.map((demand) => demand.text)].join("; ")}`;
  return {
    text,
    secrets: demands.flatMap(({ secrets = [] }) => secrets),
    toJSON: () => ({ cookie: { name, ...Object.fromEntries(demands.map(({ key, record }) => [key, record])) } }),
    judge: ({ headers }) => {
      const set = readCookies(headerValues(headers, "set-cookie")).findLast((each) => each.name === name);
      if (set && attributes.maxAge === undefined && isDeletion(set, now())) {
        return { met: false, expected: text, observed: "a cookie that is deleted" };
      }
      if (!set) return { met: false, expected: text, observed: "no such cookie" };
      const unmet = demands.filter((demand) => !demand.accepts(set));
      const shown = (unmet.length > 0 ? unmet : demands).map((demand) => demand.observe(set));
      return { met: unmet.length === 0, expected: text, observed: `cookie ${[name, ...shown].join("; ")}` };
    },
  };
}

/** Max-Age counts before Expires, as for a browser. */
function isDeletion({ maxAge, expires }: Cookie, now: number): boolean {
  return maxAge === undefined ? expires !== undefined && expires <= now : maxAge <= 0;
}

/** One attribute that is expected. */
interface Demand {
  readonly key: string;
  /** `SameSite=Lax` */
  readonly text: string;
  readonly record: Json;
  readonly secrets?: readonly Secret[];
  accepts(cookie: Cookie): boolean;
  /** `SameSite=None`, `no SameSite` */
  observe(cookie: Cookie): string;
}

function makeDemands({ value, secure, httpOnly, sameSite, path, domain, maxAge }: CookieAttributes): readonly Demand[] {
  return [
    ...(value === undefined ? [] : [valueDemand(value)]),
    ...(secure === undefined ? [] : [flagDemand("secure", "Secure", secure)]),
    ...(httpOnly === undefined ? [] : [flagDemand("httpOnly", "HttpOnly", httpOnly)]),
    ...(sameSite === undefined ? [] : [textDemand("sameSite", "SameSite", sameSite)]),
    ...(path === undefined ? [] : [textDemand("path", "Path", path)]),
    ...(domain === undefined ? [] : [textDemand("domain", "Domain", domain)]),
    ...(maxAge === undefined ? [] : [maxAgeDemand(maxAge)]),
  ];
}

function valueDemand(value: TextPattern): Demand {
  const match = matchText(value);
  return {
    key: "value",
    text: `value ${match.text}`,
    record: match.record,
    secrets: match.secrets,
    accepts: (cookie) => match.accepts(cookie.value),
    observe: (cookie) => (cookie.value === "" ? "no value" : `value ${printable(cookie.value)}`),
  };
}

function flagDemand(key: "secure" | "httpOnly", name: string, wanted: boolean): Demand {
  const show = (isSet: boolean): string => (isSet ? name : `no ${name}`);
  return {
    key,
    text: show(wanted),
    record: wanted,
    accepts: (cookie) => cookie[key] === wanted,
    observe: (cookie) => show(cookie[key]),
  };
}

function textDemand(key: "sameSite" | "path" | "domain", name: string, wanted: string): Demand {
  // Paths alone tell upper case from lower case.
  const fold = (text: string | undefined): string | undefined => (key === "path" ? text : text?.toLowerCase());
  return {
    key,
    text: `${name}=${printable(wanted)}`,
    record: wanted,
    accepts: (cookie) => fold(cookie[key]) === fold(wanted),
    observe: (cookie) => describe(name, cookie[key]),
  };
}

function maxAgeDemand(wanted: number | ((seconds: number) => boolean)): Demand {
  const isFunction = typeof wanted === "function";
  return {
    key: "maxAge",
    text: `Max-Age=${isFunction ? describeFunction(wanted) : wanted}`,
    record: isFunction ? sourceOf(wanted) : wanted,
    accepts: ({ maxAge }) => maxAge !== undefined && (isFunction ? wanted(maxAge) === true : maxAge === wanted),
    observe: ({ maxAge }) => describe("Max-Age", maxAge),
  };
}

function describe(name: string, value: string | number | undefined): string {
  return value === undefined ? `no ${name}` : `${name}=${printable(String(value))}`;
}
