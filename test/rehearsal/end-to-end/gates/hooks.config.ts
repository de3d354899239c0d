import sample from "../../../../rehearsal/sample/hooks.config.ts";
import { defineHooks } from "../../../../shared/configuration/define-hooks.ts";

/** The sample's configuration, faster: risks count probes and not seconds. */
export default defineHooks({
  ...sample,
  smoke: [{ path: "/", bodyIncludes: "shop" }],
  health: {},
  probing: { ...sample.probing, rate: 200 },
});
