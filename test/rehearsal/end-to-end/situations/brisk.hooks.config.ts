import sample from "../../../../rehearsal/sample/hooks.config.ts";
import { defineHooks } from "../../../../shared/configuration/define-hooks.ts";

/**
 * The sample's configuration, faster: risks count probes and not seconds, and no answer must be quick, for which a busy
 * machine would be judged. Periods are those of CloudWatch's minute in a rehearsal, a second.
 */
export default defineHooks({
  ...sample,
  smoke: [{ path: "/health" }],
  health: {},
  probing: { warmUp: "5s", rate: 200, atMost: "30s" },
  risk: { bad: "10%", badTask: "30%" },
  comparison: { rate: 100, latency: false, atMost: "20s" },
  customers: { period: "1s", delay: "1s", before: 10 },
  bake: "20s",
});
