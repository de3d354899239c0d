import { greenIsNoWorseThanBlue } from "../shared/checks/green-against-blue.ts";
import { createBakingHook } from "../shared/hook/create-baking-hook.ts";
import { productionListenerAnswers } from "../shared/checks/listener-answers.ts";
import { productionServesGreen } from "../shared/checks/listener-traffic.ts";
import { noAlarmFires } from "../shared/checks/no-alarm-fires.ts";
import { noAlarmIsFiring } from "../shared/checks/no-alarm-is-firing.ts";

/** Does green serve the customers it now has, while blue can still take them back? */
export const handler = createBakingHook({
  lifecycleEvent: "AfterAllowTraffic",
  checks: [productionServesGreen, productionListenerAnswers, greenIsNoWorseThanBlue, noAlarmIsFiring],
  resumables: [noAlarmFires],
  configuration: () => import("../hooks.config.ts"),
});
