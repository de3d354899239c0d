import { createHook } from "../shared/hook/create-hook.ts";
import { capacityIsComplete } from "../shared/checks/capacity-is-complete.ts";
import { greenIsWarm } from "../shared/checks/green-is-warm.ts";
import { productionStillServesBlue, testStillServesGreen } from "../shared/checks/listener-traffic.ts";
import { metricsHaveData } from "../shared/checks/metrics-have-data.ts";
import { nothingPinsCustomers } from "../shared/checks/nothing-pins-customers.ts";
import { rollbackIsReady } from "../shared/checks/rollback-is-ready.ts";
import { targetsAreHealthy } from "../shared/checks/targets-are-healthy.ts";
import { gatherEvidence } from "../shared/evidence/gather-evidence.ts";

/** A last look before customers come: green is whole and warm, nothing but blue has them, and they can be taken back. */
export const handler = createHook({
  lifecycleEvent: "BeforeAllowTraffic",
  checks: [
    targetsAreHealthy,
    capacityIsComplete,
    productionStillServesBlue,
    testStillServesGreen,
    nothingPinsCustomers,
    rollbackIsReady,
    metricsHaveData,
    greenIsWarm,
  ],
  evidence: gatherEvidence,
  configuration: () => import("../hooks.config.ts"),
});
