import { Flow } from "../probe/flow/flow.ts";
import { hideQuery } from "../probe/http/hide-credentials.ts";
import { ProbeBase } from "../probe/probe-base.ts";
import type { Configuration } from "./schema.ts";

/**
 * The configuration as it may be logged: the values of request headers, which may be credentials, are left out, and paths whose
 * query has one, as they are in reasons. Probes and flows write themselves, without their secrets.
 */
export function redactConfiguration(configuration: Configuration): object {
  return Object.fromEntries(Object.entries(configuration).map(([name, value]) => [name, withoutCredentials(value)]));
}

function withoutCredentials(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutCredentials);
  if (typeof value === "string") return String(hideQuery(value));
  if (typeof value !== "object" || value === null || value instanceof ProbeBase || value instanceof Flow) return value;
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      name === "headers"
        ? Object.fromEntries(Object.keys(Object(member)).map((header) => [header, "***"]))
        : withoutCredentials(member),
    ]),
  );
}
