import type { InstalledDeployment } from "../deployment/deployment.ts";
import type { Check } from "./check.ts";
import { watchCustomers } from "./customers/watch-customers.ts";
import { CLOCK } from "./watch/clock.ts";
import { resultOf } from "./watch/watched.ts";

/** Customers meet no more errors than they may, by what the load balancer counts: green now, blue before. */
export const customersAreServed: Check<InstalledDeployment> = {
  name: "customers-are-served",
  run: async (context, signal) => resultOf(await watchCustomers(context, undefined, CLOCK, signal)),
};
