import { readFileSync } from "node:fs";
import path from "node:path";
import sample from "../../../../rehearsal/sample/hooks.config.ts";
import { defineHooks } from "../../../../shared/configuration/define-hooks.ts";
import type { HooksConfig } from "../../../../shared/configuration/schema.ts";

/** What a situation has otherwise: beside the functions, so that they need not be built for each. */
const file = path.join(process.env["LAMBDA_TASK_ROOT"] ?? "", "situation.json");
const situation = JSON.parse(readFileSync(file, "utf8")) as HooksConfig;

/**
 * The sample's configuration, faster: risks count probes and not seconds, and no answer must be quick, for which a busy
 * machine would be judged. Periods are those of CloudWatch's minute in a rehearsal, a second.
 */
export default defineHooks({
  ...sample,
  migrations: { none: "the situations are about the other gates" },
  smoke: [{ path: "/health" }],
  health: {},
  probing: { warmUp: "5s", rate: 100, atMost: "30s" },
  risk: { bad: "10%", badTask: "30%" },
  comparison: { rate: 100, latency: false, atMost: "20s" },
  customers: { period: "1s", delay: "1s", before: 10 },
  bake: "20s",
  ...situation,
});
