import type { Configuration } from "./schema.ts";

/** The configuration as it may be logged: the values of request headers, which may be credentials, are left out. */
export function redactConfiguration(configuration: Configuration): Configuration {
  const { smoke } = configuration;
  if (!smoke) return configuration;
  return {
    ...configuration,
    smoke: smoke.map((request) => {
      const headers = Object.fromEntries(Object.keys(request.headers).map((name) => [name, "***"]));
      return { ...request, headers };
    }),
  };
}
