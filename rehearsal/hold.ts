import { readFile } from "node:fs/promises";
import type { HookEvent } from "../shared/deployment/lifecycle-event.ts";
import type { Hold } from "./codedeploy/run-hook.ts";
import type { Narrator } from "./narrator.ts";

/** The sample events carry the ids of a held rehearsal: it takes them from there. */
export async function prepareHold(
  lifecycleEvent: HookEvent,
  narrator: Narrator,
  endpoint: string,
): Promise<{ readonly deploymentId: string; readonly hold: Hold }> {
  const file = `events/${lifecycleEvent.replaceAll(/(?<!^)[A-Z]/g, "-$&").toLowerCase()}.json`;
  const text = await readFile(new URL(`../${file}`, import.meta.url), "utf8");
  const event: { DeploymentId: string; LifecycleEventHookExecutionId: string } = JSON.parse(text);
  const key = `${lifecycleEvent.charAt(0).toLowerCase()}${lifecycleEvent.slice(1)}`;
  const onHeld = (): void => {
    narrator.say(`${lifecycleEvent} is held: its function is not called. Report for it with`);
    narrator.say(`  AWS_ENDPOINT_URL=${endpoint} npx serverless invoke local -f ${key} -p ${file}`);
  };
  return {
    deploymentId: event.DeploymentId,
    hold: { lifecycleEvent, executionId: event.LifecycleEventHookExecutionId, onHeld },
  };
}
