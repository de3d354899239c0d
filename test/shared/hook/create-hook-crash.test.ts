import { expect, test } from "vitest";
import type { Check } from "../../../shared/checks/check.ts";
import type { LoadModule } from "../../../shared/configuration/load-configuration.ts";
import type { InstalledDeployment } from "../../../shared/deployment/deployment.ts";
import { saying, setUpHook } from "../../support/run-hook.ts";

type Run = Check<InstalledDeployment>["run"];

const never = new Promise<never>(() => undefined);
const cyclic = new Error("again");
cyclic.cause = cyclic;

function thrownInTimer(thrown: unknown): Run {
  return () => {
    setImmediate(() => {
      throw thrown;
    });
    return never;
  };
}

test.for<[string, Run, RegExp]>([
  ["throws in a timer", thrownInTimer(new Error("boom")), /CrashError: The function crashed, caused by boom/],
  ["throws a string in a timer", thrownInTimer("boom"), /The function crashed, caused by boom/],
  ["throws nothing in a timer", thrownInTimer(undefined), /The function crashed/],
  ["throws an error in a timer that causes itself", thrownInTimer(cyclic), /The function crashed, caused by again/],
  [
    "lets a rejection go",
    () => {
      void Promise.reject(new Error("boom"));
      return never;
    },
    /The function crashed, caused by boom/,
  ],
  ["rejects with an error that causes itself", () => Promise.reject(cyclic), /The check itself failed: again/],
])("a check that %s ends in one Failed report", async ([, run, reason]) => {
  const hook = setUpHook([{ name: "crashing", run }]);
  await hook.invoke();
  expect(hook.statuses()).toEqual(["Failed"]);
  expect(hook.reason()).toMatch(reason);
});

test.for<[string, LoadModule, RegExp]>([
  [
    "throws at once",
    () => {
      throw new Error("boom");
    },
    /hooks.config.ts could not be loaded: Error: boom/,
  ],
  ["rejects", () => Promise.reject(new SyntaxError("Unexpected token")), /SyntaxError: Unexpected token/],
  // oxlint-disable-next-line prefer-promise-reject-errors -- what others throw is not ours to choose
  ["rejects with a string", () => Promise.reject("boom"), /could not be loaded: boom/],
  [
    "crashes and never resolves",
    () => {
      setImmediate(() => {
        throw new Error("boom");
      });
      return never;
    },
    /The function crashed, caused by boom/,
  ],
])("a configuration that %s ends in one Failed report", async ([, load, reason]) => {
  const hook = setUpHook([saying("passed")], load);
  await hook.invoke();
  expect(hook.statuses()).toEqual(["Failed"]);
  expect(hook.reason()).toMatch(reason);
});

test("a bad configuration is reported with every problem named", async () => {
  const hook = setUpHook([saying("passed")], async () => ({
    default: { mode: "off", smoke: [{ path: "x" }], nope: 1 },
  }));
  await hook.invoke();
  expect(hook.statuses()).toEqual(["Failed"]);
  expect(hook.reason()).toMatch(/3 problems: mode: .*; smoke\.0\.path: .*; nope: /);
});

test("a crash does not hide what another check found, not even where errors may succeed", async () => {
  const crashing = { name: "crashing", run: thrownInTimer(new Error("boom")) };
  const hook = setUpHook([saying("failed"), crashing], async () => ({ default: { alsoSucceedOn: ["error"] } }));
  await hook.invoke();
  expect(hook.statuses()).toEqual(["Failed"]);
  expect(hook.log.line("hook decided")).toMatchObject({
    verdict: "failed",
    checks: [{ verdict: "failed" }, { verdict: "error" }],
  });
});

test("a log that cannot write what was thrown does not cost the report", async () => {
  const hook = setUpHook([{ name: "crashing", run: thrownInTimer({ toJSON: "no" }) }]);
  const write = hook.log.error.bind(hook.log);
  hook.log.error = (message, fields) => {
    if ("error" in fields) throw new TypeError("Converting circular structure to JSON");
    write(message, fields);
  };
  await hook.invoke();
  expect(hook.statuses()).toEqual(["Failed"]);
  expect(hook.log.line("function crashed")).toMatchObject({ unwritable: expect.stringContaining("toJSON") });
});
