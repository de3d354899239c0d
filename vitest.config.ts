import { configDefaults, defineConfig } from "vitest/config";
import { DeploymentsFirst } from "./test/support/deployments-first.ts";
import { MANY_DEPLOYMENTS } from "./test/support/many-deployments.ts";
import { NameRetried } from "./test/support/name-retried.ts";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/support/say-left-out.ts"],
    // They need real database servers (`npm run test:databases`), or the machine for ten minutes (`npm run test:deployments`).
    exclude: [...configDefaults.exclude, "test/databases/**", ...MANY_DEPLOYMENTS],
    // Whole deployments of real processes share two cores: more workers than this make them starve each other.
    maxWorkers: 2,
    sequence: { sequencer: DeploymentsFirst },
    // A second try, and no third: what passes only then is named at the end.
    retry: 1,
    reporters: ["default", new NameRetried()],
    testTimeout: 15_000,
    hookTimeout: 30_000,
  },
});
