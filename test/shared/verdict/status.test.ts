import { expect, test } from "vitest";
import { statusFor, type StatusPolicy } from "../../../shared/verdict/status.ts";
import { VERDICTS, type Verdict } from "../../../shared/verdict/verdict.ts";

const tolerances: readonly StatusPolicy["alsoSucceedOn"][] = [
  [],
  ["inconclusive"],
  ["error"],
  ["inconclusive", "error"],
];

/** The verdicts that succeed in the mode `enforce`. */
const succeeding: readonly (readonly Verdict[])[] = [
  ["passed"],
  ["passed", "inconclusive"],
  ["passed", "error"],
  ["passed", "inconclusive", "error"],
];

test.for(tolerances.map((alsoSucceedOn, row) => ({ alsoSucceedOn, row })))(
  "enforce, with $alsoSucceedOn allowed beside passed",
  ({ alsoSucceedOn, row }) => {
    const succeeded = VERDICTS.filter(
      (verdict) => statusFor(verdict, { mode: "enforce", alsoSucceedOn }) === "Succeeded",
    );
    expect(new Set(succeeded)).toEqual(new Set(succeeding[row]));
  },
);

test.for(tolerances)("observe succeeds whatever the verdict, with %j allowed", (alsoSucceedOn) => {
  expect(VERDICTS.map((verdict) => statusFor(verdict, { mode: "observe", alsoSucceedOn }))).toEqual(
    VERDICTS.map(() => "Succeeded"),
  );
});

test("failed cannot be allowed, whatever a configuration slipped in", () => {
  const alsoSucceedOn = Object.assign([], VERDICTS);
  expect(statusFor("failed", { mode: "enforce", alsoSucceedOn })).toBe("Failed");
});
