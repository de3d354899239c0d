import { defineHooks } from "../../../../shared/configuration/define-hooks.ts";
import fast from "./hooks.config.ts";

/** Load before customers come, and one check that is tried out. */
export default defineHooks({
  ...fast,
  warmUpLoad: { rate: 200, atMost: "20s", paths: ["/"] },
  checks: { "rollback-is-ready": { mode: "observe", reason: "its settings are being changed" } },
});
