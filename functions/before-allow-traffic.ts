import { createHook } from "../shared/hook/create-hook.ts";
import { capacityIsComplete } from "../shared/checks/capacity-is-complete.ts";
import { productionStillServesBlue, testStillServesGreen } from "../shared/checks/listener-traffic.ts";
import { targetsAreHealthy } from "../shared/checks/targets-are-healthy.ts";

/** A last look before customers come. */
export const handler = createHook({
  lifecycleEvent: "BeforeAllowTraffic",
  checks: [targetsAreHealthy, capacityIsComplete, productionStillServesBlue, testStillServesGreen],
  configuration: () => import("../hooks.config.ts"),
});
