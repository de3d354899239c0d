import { defineHooks } from "../../shared/configuration/define-hooks.ts";
import sample from "../../rehearsal/sample/hooks.config.ts";

/**
 * The sample's configuration, faster: risks count probes and not seconds, so that 200 a second in place of 50 change none.
 * No answer must be quick, nor green as quick as blue: two deployments at once on a small machine would be judged for what the machine does.
 */
export default defineHooks({
  ...sample,
  smoke: [{ path: "/", bodyIncludes: "shop" }, { path: "/health" }],
  health: {},
  probing: { ...sample.probing, rate: 200 },
  comparison: { rate: 200, latency: false },
  // In wall time: a minute of CloudWatch's takes a second on this clock.
  bake: "20s",
  customers: { period: "1s", delay: "1s", before: 10 },
});
