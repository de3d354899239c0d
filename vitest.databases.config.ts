import { defineConfig } from "vitest/config";

/** `npm run test:databases`: what needs real database servers and the real migration tools. */
export default defineConfig({
  test: {
    include: ["test/databases/**/*.test.ts"],
    globalSetup: ["test/databases/support/global-setup.ts"],
    maxWorkers: 2,
    // A migration tool is a process that loads for a second or two, and a test runs it several times.
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
});
