import * as v from "valibot";
import type { Deployment } from "../deployment/deployment.ts";
import { watchAlarms, type AlarmsState } from "./alarms/watch-alarms.ts";
import { resumable } from "./resumable-check.ts";
import { CLOCK } from "./watch/clock.ts";
import { pendingOf, resultOf } from "./watch/watched.ts";

const never = new AbortController().signal;
const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/**
 * No alarm fires for as long as green is watched. Most alarms are evaluated once in a period of their metric, which is late:
 * one that is silent before it can have seen green says nothing, whoever else has decided.
 */
export const alarmsStaySilent = resumable<Deployment, AlarmsState>({
  name: "alarms-stay-silent",
  isWaitedForUntil: ({ bake, configuration: { customers } }) => {
    return bake.startedAt + customers.atLeast * customers.period + customers.delay;
  },
  state: v.strictObject({ since: whole, looks: whole }),
  run: async (context, state, signal) => {
    const watch = { every: context.configuration.customers.period / 4, over: never };
    return pendingOf(await watchAlarms(context, state, watch, CLOCK, signal));
  },
  settle: async (context, state, signal) => {
    const watch = { every: context.configuration.customers.period / 4, over: AbortSignal.abort() };
    return resultOf(await watchAlarms(context, state, watch, CLOCK, signal));
  },
});
