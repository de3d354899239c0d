import * as v from "valibot";
import type { InstalledDeployment } from "../deployment/deployment.ts";
import { watchCustomers, type CustomersState } from "./customers/watch-customers.ts";
import { MOST_SPANS } from "./own-probes.ts";
import { resumable } from "./resumable-check.ts";
import { CLOCK } from "./watch/clock.ts";
import { pendingOf, resultOf } from "./watch/watched.ts";

const moment = v.pipe(v.number(), v.finite(), v.minValue(0));
const span = v.strictObject({ from: moment, to: v.nullable(moment), perSecond: moment });

/** Customers meet no more errors than they may, by what the load balancer counts: green now, blue before. */
export const customersAreServed = resumable<InstalledDeployment, CustomersState>({
  name: "customers-are-served",
  state: v.strictObject({ probed: v.pipe(v.array(span), v.maxLength(MOST_SPANS)) }),
  run: async (context, state, signal) => pendingOf(await watchCustomers(context, state, CLOCK, signal)),
  settle: async (context, state, signal) => resultOf(await watchCustomers(context, state, CLOCK, signal, CLOCK.now())),
});
