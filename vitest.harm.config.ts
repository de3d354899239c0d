import { defineConfig } from "vitest/config";
import { NameRetried } from "./test/support/name-retried.ts";

/** A tenth of the panel of harm: 35 whole deployments, one after the other. */
export default defineConfig({
  test: {
    include: ["test/bench/harm/tenth-of-panel.test.ts"],
    retry: 1,
    reporters: ["default", new NameRetried()],
    testTimeout: 60_000,
  },
});
