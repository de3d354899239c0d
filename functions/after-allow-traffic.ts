import { createBakingHook } from "../shared/hook/create-baking-hook.ts";
import { alarmsStaySilent } from "../shared/checks/alarms-stay-silent.ts";
import { customersAreServed } from "../shared/checks/customers-are-served.ts";
import { greenIsNoWorseThanBlue } from "../shared/checks/green-is-no-worse-than-blue.ts";
import { productionListenerAnswers } from "../shared/checks/listener-answers.ts";
import { productionServesGreen } from "../shared/checks/listener-traffic.ts";
import { metricsHold } from "../shared/checks/metrics-hold.ts";
import { noAlarmIsFiring } from "../shared/checks/no-alarm-is-firing.ts";
import { gatherEvidence } from "../shared/evidence/gather-evidence.ts";

/** Does green serve the customers it now has, while blue can still take them back? */
export const handler = createBakingHook({
  lifecycleEvent: "AfterAllowTraffic",
  checks: [productionServesGreen, productionListenerAnswers, noAlarmIsFiring],
  resumables: [greenIsNoWorseThanBlue, customersAreServed, metricsHold, alarmsStaySilent],
  evidence: gatherEvidence,
  configuration: () => import("../hooks.config.ts"),
});
