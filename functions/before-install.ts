import { createHook } from "../shared/hook/create-hook.ts";
import { blueIsHealthy } from "../shared/checks/blue-is-healthy.ts";
import { productionServesBlue } from "../shared/checks/listener-traffic.ts";
import { migrationsAreApplied } from "../shared/checks/migrations-are-applied.ts";
import { noAlarmIsFiring } from "../shared/checks/no-alarm-is-firing.ts";

/** Is it safe to begin? */
export const handler = createHook({
  lifecycleEvent: "BeforeInstall",
  checks: [productionServesBlue, blueIsHealthy, noAlarmIsFiring, migrationsAreApplied],
  configuration: () => import("../hooks.config.ts"),
});
