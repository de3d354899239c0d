import * as v from "valibot";
import type { InstalledDeployment } from "../deployment/deployment.ts";
import { pause } from "../deployment/pause.ts";
import type { CheckContext } from "./check.ts";
import { BlueWatch, MOST_ERRED } from "./customers/blue-watch.ts";
import { watchBlue } from "./customers/watch-blue.ts";
import { watchCustomers, type CustomersState } from "./customers/watch-customers.ts";
import { MOST_SPANS } from "./own-probes.ts";
import { resumable } from "./resumable-check.ts";
import { CLOCK } from "./watch/clock.ts";
import { pendingOf, resultOf } from "./watch/watched.ts";

const moment = v.pipe(v.number(), v.finite(), v.minValue(0));
const span = v.strictObject({ from: moment, to: v.nullable(moment), perSecond: moment, abandoned: moment });

/** Customers meet no more errors than they may, by what the load balancer counts: green now, blue before. */
export const customersAreServed = resumable<InstalledDeployment, CustomersState>({
  name: "customers-are-served",
  state: v.strictObject({
    probed: v.pipe(v.array(span), v.maxLength(MOST_SPANS)),
    blueErred: v.pipe(v.array(moment), v.maxLength(MOST_ERRED)),
  }),
  run: async (context, state, signal) => {
    const blue = blueWatchOf(context, state);
    const ended = new AbortController();
    const watching = watchBlue(context, blue, pause, AbortSignal.any([signal, ended.signal]));
    try {
      return pendingOf(await watchCustomers(context, state, { clock: CLOCK, blue }, signal));
    } finally {
      ended.abort();
      await watching;
    }
  },
  settle: async (context, state, signal) => {
    const watch = { clock: CLOCK, blue: blueWatchOf(context, state) };
    return resultOf(await watchCustomers(context, state, watch, signal, CLOCK.now()));
  },
});

function blueWatchOf(
  { configuration: { customers, risk } }: CheckContext<InstalledDeployment>,
  state: CustomersState | undefined,
): BlueWatch {
  return new BlueWatch(customers.period, risk, state?.blueErred);
}
