import { defineHooks } from "../../shared/configuration/define-hooks.ts";

/** What the sample service is asked: an example of a `hooks.config.ts` that says more than the least. */
export default defineHooks({
  migrations: {
    // On this very machine, where no TLS is needed, and refused for any other.
    database: { secret: "secretsmanager:shop/database", tls: false },
    wait: "5s",
  },
  smoke: [
    { path: "/", within: "700ms", bodyIncludes: "shop" },
    { path: "/health", within: "700ms" },
  ],
  health: { within: "700ms" },
  identity: { header: "x-version", environmentVariable: "RELEASE" },
  // Its tasks start within a second. Three times the default rate, so that a rehearsal is over sooner: risks count probes, not seconds.
  probing: { warmUp: "5s", rate: 150 },
  comparison: { rate: 150 },
});
