import { configDefaults, defineConfig } from "vitest/config";
import { NameRetried } from "./test/support/name-retried.ts";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/support/say-left-out.ts"],
    // They need real database servers: `npm run test:databases`.
    exclude: [...configDefaults.exclude, "test/databases/**"],
    // Whole deployments of real processes wait for more than half of their time: three on two cores do not starve each other.
    maxWorkers: 3,
    // A second try, and no third: what passes only then is named at the end.
    retry: 1,
    reporters: ["default", new NameRetried()],
    testTimeout: 15_000,
    hookTimeout: 30_000,
  },
});
