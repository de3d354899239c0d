import { configDefaults, defineConfig } from "vitest/config";
import { NameRetried } from "./test/support/name-retried.ts";
import { SayLeftOut } from "./test/support/say-left-out.ts";

/** Whole deployments, of many processes each. */
const DEPLOYMENTS = [
  "test/bench/harm/tenth/this-suite.test.ts",
  "test/bench/harm/tenth/one-other-gate.test.ts",
  "test/bench/deployments/run-panel.test.ts",
  "test/rehearsal/end-to-end/*.test.ts",
];
const SITUATIONS = ["test/bench/harm/tenth/other-gates.test.ts", "test/rehearsal/end-to-end/situations/*.test.ts"];

/** `npm test` is the first two projects, one after the other. */
export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: { name: "deployments", include: DEPLOYMENTS, sequence: { groupOrder: 1 }, testTimeout: 60_000 },
      },
      {
        extends: true,
        test: {
          name: "units",
          include: ["test/**/*.test.ts"],
          exclude: [...configDefaults.exclude, "test/databases/**", ...DEPLOYMENTS, ...SITUATIONS],
          sequence: { groupOrder: 2 },
          testTimeout: 15_000,
        },
      },
      {
        extends: true,
        test: { name: "situations", include: SITUATIONS, sequence: { groupOrder: 3 }, testTimeout: 60_000 },
      },
    ],
    // Whole deployments of real processes share two cores: three at once take longer than two and one.
    maxWorkers: 2,
    // A second try, and no third: what passes only then is named at the end.
    retry: 1,
    reporters: ["default", new NameRetried(), new SayLeftOut()],
    hookTimeout: 30_000,
  },
});
