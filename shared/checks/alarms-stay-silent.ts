import type { Deployment } from "../deployment/deployment.ts";
import { watchAlarms } from "./alarms/watch-alarms.ts";
import type { Check } from "./check.ts";
import { CLOCK } from "./watch/clock.ts";
import { resultOf } from "./watch/watched.ts";

/** No alarm fires as long as customers are looked at. */
export const alarmsStaySilent: Check<Deployment> = {
  name: "alarms-stay-silent",
  run: async (context, signal) => {
    const { period, delay, atMost } = context.configuration.customers;
    // What fires for the last period that is judged, fires when its data is there.
    const over = AbortSignal.timeout(atMost * period + delay);
    return resultOf(await watchAlarms(context, undefined, { every: period / 4, over }, CLOCK, signal));
  },
};
