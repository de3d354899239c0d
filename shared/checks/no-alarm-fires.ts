import * as v from "valibot";
import type { Deployment } from "../deployment/deployment.ts";
import { pause } from "../deployment/pause.ts";
import { noAlarmIsFiring } from "./no-alarm-is-firing.ts";
import { resumable } from "./resumable-check.ts";

/** Most alarms are evaluated once a minute ("Using Amazon CloudWatch alarms", CloudWatch user guide). */
const EVERY_MS = 30_000;

const state = v.strictObject({ looks: v.pipe(v.number(), v.integer(), v.minValue(0)) });

/** The alarms of the deployment group, for as long as others watch green: CodeDeploy itself watches them until the end. */
export const noAlarmFires = resumable<Deployment, v.InferOutput<typeof state>>({
  name: "no-alarm-fires",
  isWatcher: true,
  state,
  run: async (context, before, signal) => {
    const { enabled, names } = context.deployment.alarms;
    if (!enabled || names.length === 0) return noAlarmIsFiring.run(context, signal);
    let looks = before?.looks ?? 0;
    let last = "nothing yet";
    while (!signal.aborted) {
      try {
        const result = await noAlarmIsFiring.run(context, signal);
        if (result.verdict === "failed") return result;
        looks += 1;
        last = result.reason;
      } catch (error) {
        // Cut off, or refused by CloudWatch: no verdict on green yet. The last look, at the end, is the one that must succeed.
        if (!signal.aborted) last = error instanceof Error ? error.message : String(error);
      }
      await pause(EVERY_MS, signal).catch(() => undefined);
    }
    return { pending: { looks }, note: `${looks} looks at the alarms. ${last}` };
  },
  settle: async (context, { looks }, signal) => {
    const { verdict, reason } = await noAlarmIsFiring.run(context, signal);
    return { verdict, reason: `${reason} Looked at ${looks + 1} times since the shift.` };
  },
});
