import { Flow } from "../probe/flow/flow.ts";
import { ProbeBase } from "../probe/probe-base.ts";
import type { Configuration } from "./schema.ts";

/**
 * The configuration as it may be logged: the values of request headers, which may be credentials, are left out. Probes and
 * flows write themselves, without their secrets.
 */
export function redactConfiguration(configuration: Configuration): object {
  const { smoke } = configuration;
  if (!smoke) return configuration;
  return {
    ...configuration,
    smoke: smoke.map((each) => {
      if (each instanceof ProbeBase || each instanceof Flow) return each;
      const headers = Object.fromEntries(Object.keys(each.headers).map((name) => [name, "***"]));
      return { ...each, headers };
    }),
  };
}
