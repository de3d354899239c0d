import { createHook } from "../shared/hook/create-hook.ts";
import { greenTargetsAreHealthy } from "../shared/checks/green-answers.ts";
import { testListenerAnswers } from "../shared/checks/listener-answers.ts";
import { testServesGreen } from "../shared/checks/listener-traffic.ts";
import { gatherEvidence } from "../shared/evidence/gather-evidence.ts";

/** Does the green target group serve, by IP and through the test listener? */
export const handler = createHook({
  lifecycleEvent: "AfterAllowTestTraffic",
  checks: [testServesGreen, greenTargetsAreHealthy, testListenerAnswers],
  evidence: gatherEvidence,
  configuration: () => import("../hooks.config.ts"),
});
