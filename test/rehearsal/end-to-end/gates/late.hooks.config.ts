import { defineHooks } from "../../../../shared/configuration/define-hooks.ts";
import fast from "./hooks.config.ts";

/** Nothing that probes stops green before BeforeAllowTraffic, as with hooks that only look at the load balancer. */
export default defineHooks({
  ...fast,
  mode: { AfterInstall: "observe", AfterAllowTestTraffic: "observe" },
  probing: { ...fast.probing, warmUp: "2s" },
});
