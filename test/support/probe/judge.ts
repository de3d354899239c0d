import type { RequestListener } from "node:http";
import type { CheckResult } from "../../../shared/checks/check.ts";
import { judgeService } from "../../../shared/checks/judge-service.ts";
import { parseConfiguration } from "../../../shared/configuration/load-configuration.ts";
import { planFor } from "../../../shared/configuration/plan-for.ts";
import type { HooksConfig } from "../../../shared/configuration/schema.ts";
import type { Probe } from "../../../shared/probe/probers.ts";
import type { Assignment } from "../../../shared/probe/sampling.ts";
import type { Target } from "../../../shared/probe/target.ts";
import { httpProbe } from "./probes.ts";
import { startHttp } from "./start-server.ts";

/** One task for each of `handles`, at addresses of their own. */
export async function startTasks(...handles: readonly RequestListener[]): Promise<readonly Target[]> {
  return Promise.all(
    handles.map(async (handle, number) => {
      const { target } = await startHttp(handle, `127.0.4.${number + 1}`);
      return { ...target, label: `green task ${number + 1}` };
    }),
  );
}

/** The default configuration, but faster. */
export function configure(probing: NonNullable<HooksConfig["probing"]> = {}, rest: HooksConfig = {}) {
  return parseConfiguration({
    ...rest,
    probing: { rate: 1000, warmUp: "250ms", atMost: "10s", timeout: "300ms", ...probing },
  });
}

/** GET /health, expecting 200 within 300 ms. */
const health = httpProbe({ timeout: "300ms" });

export function assignTo(targets: readonly Target[], probe: Probe = health): readonly Assignment[] {
  return targets.map((target) => ({ member: target.label, target, probe }));
}

/** What is said of `targets`, which are asked for GET /health. */
export function judge(
  targets: readonly Target[],
  settings = configure(),
  probe: Probe = health,
  signal = new AbortController().signal,
): Promise<CheckResult> {
  return judgeService(
    `${targets.length} green tasks`,
    assignTo(targets, probe),
    planFor(settings, "smoke-tests-pass"),
    signal,
  );
}
