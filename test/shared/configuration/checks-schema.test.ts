import { expect, test } from "vitest";
import { settingOf } from "../../../shared/configuration/checks-schema.ts";
import { parseConfiguration } from "../../../shared/configuration/load-configuration.ts";

test("a check is enforced unless it is said otherwise, with the reason", () => {
  const { checks } = parseConfiguration({
    checks: {
      "blue-is-healthy": { mode: "observe", reason: "blue is broken, this mends it" },
      "rollback-is-ready": { mode: "off", reason: "rolled back by hand" },
      "green-is-warm": { mode: "enforce" },
    },
  });
  expect(settingOf(checks, "blue-is-healthy")).toEqual({ mode: "observe", reason: "blue is broken, this mends it" });
  expect(settingOf(checks, "rollback-is-ready").mode).toBe("off");
  expect(settingOf(checks, "green-is-warm").mode).toBe("enforce");
  expect(settingOf(checks, "smoke-tests-pass")).toEqual({ mode: "enforce" });
  expect(settingOf(checks, "constructor")).toEqual({ mode: "enforce" });
});

test("every problem is named, those of several checks at once", () => {
  const written = {
    checks: {
      "blue-is-healthy": { mode: "observe" },
      "rollback-is-ready": { mode: "maybe", reason: "" },
      "smoke-tests-pass": "off",
      "smoke-test-pass": { mode: "off", reason: "misspelt" },
      "green-is-warm": { reason: "no mode", since: "yesterday" },
    },
  };
  const problems = [
    "hooks.config.ts has 7 problems",
    "checks.blue-is-healthy.reason: expected it to be there, received nothing",
    'checks.rollback-is-ready.mode: expected "enforce", "observe" or "off", received "maybe"',
    'checks.rollback-is-ready.reason: expected some text, received ""',
    'checks.smoke-tests-pass: expected Object, received "off"',
    "checks.smoke-test-pass: expected no such member",
    "checks.green-is-warm.mode: expected it to be there, received nothing",
    "checks.green-is-warm.since: expected no such member",
  ];
  for (const problem of problems) expect(() => parseConfiguration(written)).toThrow(problem);
});
