import { expect, test } from "vitest";
import { ObservedHooks } from "../../rehearsal/observed-hooks.ts";

test.for([
  { mode: "observe", verdict: "failed", status: "Succeeded", alsoSucceedOn: [], isObserved: true },
  { mode: "observe", verdict: "inconclusive", status: "Succeeded", alsoSucceedOn: ["error"], isObserved: true },
  { mode: "observe", verdict: "inconclusive", status: "Succeeded", alsoSucceedOn: ["inconclusive"], isObserved: false },
  { mode: "observe", verdict: "passed", status: "Succeeded", alsoSucceedOn: [], isObserved: false },
  { mode: "enforce", verdict: "error", status: "Succeeded", alsoSucceedOn: ["error"], isObserved: false },
  { mode: "enforce", verdict: "failed", status: "Failed", alsoSucceedOn: [], isObserved: false },
] as const)(
  "verdict $verdict, reported as $status in mode $mode with $alsoSucceedOn let pass: stopped by enforce alone is $isObserved",
  ({ mode, verdict, status, alsoSucceedOn, isObserved }) => {
    const observed = new ObservedHooks();
    observed.addLine({ line: "not { JSON" });
    observed.addLine({ line: JSON.stringify({ message: "configuration in force", configuration: { alsoSucceedOn } }) });
    const hook = { lifecycleEvent: "AfterInstall", status, verdict, reason: "", durationMs: 1, checks: [] };
    expect(observed.among([hook], () => mode)).toEqual(isObserved ? [hook] : []);
  },
);
