import { defineConfig } from "vitest/config";
import { MANY_DEPLOYMENTS } from "./test/support/many-deployments.ts";
import { NameRetried } from "./test/support/name-retried.ts";

/** `npm run test:deployments`: some sixty whole deployments, two at a time. */
export default defineConfig({
  test: {
    include: [...MANY_DEPLOYMENTS],
    maxWorkers: 2,
    retry: 1,
    reporters: ["default", new NameRetried()],
    testTimeout: 60_000,
  },
});
