import { defineHooks } from "../../shared/configuration/define-hooks.ts";
import sample from "../../rehearsal/sample/hooks.config.ts";

/**
 * The sample's configuration, faster: risks count probes and CloudWatch's minutes, not seconds, so that more of them a second
 * change none. How quick an answer must be, and how much slower than blue's it may be, bear two deployments at once on a small
 * machine, which would else be judged for what the machine does.
 */
export default defineHooks({
  ...sample,
  smoke: [
    { path: "/", within: "2s", bodyIncludes: "shop" },
    { path: "/health", within: "2s" },
  ],
  health: { within: "2s" },
  probing: { ...sample.probing, rate: 200, timeout: "4s" },
  bake: "25s",
  comparison: { rate: 100, latency: { factor: 1.2, addMs: 20 } },
  customers: { period: "1s", delay: "1s", before: 10, atLeast: 5, atMost: 10 },
});
