import { createHook } from "../shared/hook/create-hook.ts";
import { alarmsStaySilent } from "../shared/checks/alarms-stay-silent.ts";
import { customersAreServed } from "../shared/checks/customers-are-served.ts";
import { productionListenerAnswers } from "../shared/checks/listener-answers.ts";
import { productionServesGreen } from "../shared/checks/listener-traffic.ts";
import { metricsHold } from "../shared/checks/metrics-hold.ts";

/** Does green serve the customers it now has, while blue can still take them back? */
export const handler = createHook({
  lifecycleEvent: "AfterAllowTraffic",
  checks: [productionServesGreen, productionListenerAnswers, customersAreServed, metricsHold, alarmsStaySilent],
  configuration: () => import("../hooks.config.ts"),
});
