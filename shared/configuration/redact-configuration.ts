import { Flow } from "../probe/flow/flow.ts";
import { ProbeBase } from "../probe/probe-base.ts";
import type { Configuration } from "./schema.ts";

/**
 * The configuration as it may be logged: the values of request headers, which may be credentials, are left out. Probes and
 * flows write themselves, without their secrets.
 */
export function redactConfiguration(configuration: Configuration): object {
  return Object.fromEntries(Object.entries(configuration).map(([name, value]) => [name, withoutHeaders(value)]));
}

function withoutHeaders(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutHeaders);
  if (typeof value !== "object" || value === null || value instanceof ProbeBase || value instanceof Flow) return value;
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      name === "headers"
        ? Object.fromEntries(Object.keys(Object(member)).map((header) => [header, "***"]))
        : withoutHeaders(member),
    ]),
  );
}
