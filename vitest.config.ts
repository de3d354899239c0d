import { configDefaults, defineConfig } from "vitest/config";
import { DeploymentsFirst } from "./test/support/deployments-first.ts";
import { NameRetried } from "./test/support/name-retried.ts";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/support/say-left-out.ts"],
    // They need real database servers (`npm run test:databases`), and five minutes of the whole machine (`npm run test:harm`).
    exclude: [...configDefaults.exclude, "test/databases/**", "test/bench/harm/tenth-of-panel.test.ts"],
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
