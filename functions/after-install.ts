import { createHook } from "../shared/hook/create-hook.ts";
import { smokeTestsPass } from "../shared/checks/green-answers.ts";
import { gatherEvidence } from "../shared/evidence/gather-evidence.ts";

/** Does every new task work, before any listener reaches it? */
export const handler = createHook({
  lifecycleEvent: "AfterInstall",
  checks: [smokeTestsPass],
  evidence: gatherEvidence,
  configuration: () => import("../hooks.config.ts"),
});
