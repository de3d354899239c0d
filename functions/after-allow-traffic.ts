import { createHook } from "../shared/hook/create-hook.ts";
import { greenIsNoWorseThanBlue } from "../shared/checks/green-against-blue.ts";
import { productionListenerAnswers } from "../shared/checks/listener-answers.ts";
import { productionServesGreen } from "../shared/checks/listener-traffic.ts";
import { noAlarmIsFiring } from "../shared/checks/no-alarm-is-firing.ts";

/** Does green serve the customers it now has, while blue can still take them back? */
export const handler = createHook({
  lifecycleEvent: "AfterAllowTraffic",
  checks: [productionServesGreen, productionListenerAnswers, greenIsNoWorseThanBlue, noAlarmIsFiring],
  configuration: () => import("../hooks.config.ts"),
});
