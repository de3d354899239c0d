import { expect, test } from "vitest";
import { samplesToPass } from "../../../shared/verdict/sequential-test.ts";
import {
  addSample,
  decideTwoLevels,
  emptyTallies,
  samplesToPassTwoLevels,
  sumOf,
  type Tallies,
  type TwoLevelPlan,
} from "../../../shared/verdict/two-level-test.ts";
import { computeExactRisk } from "./exact-risk.ts";

const risk = { healthy: 0.001, bad: 0.05, falseRollback: 1e-3, falsePass: 1e-3 };
const plan: TwoLevelPlan = { whole: risk, member: { ...risk, bad: 0.2, falsePass: 1e-2 } };

/** `[samples, errors]` of each member. */
function tally(...members: readonly (readonly [samples: number, errors: number])[]): Tallies {
  return new Map(members.map(([samples, errors], number) => [`task ${number}`, { samples, errors }]));
}

const times = (count: number, member: readonly [number, number]) => Array.from({ length: count }, () => member);

test("a dead task among 20 is convicted after its own 2 probes, and named", () => {
  const others = times(19, [2, 0]);
  expect(decideTwoLevels(plan, tally([1, 1], ...others)).decision).toBe("undecided");
  expect(decideTwoLevels(plan, tally([2, 2], ...others))).toEqual({ decision: "failed", failedMembers: ["task 0"] });
});

test("the whole is convicted by errors that are spread over the members", () => {
  const spread = decideTwoLevels(plan, tally(...times(4, [2, 1]), ...times(6, [2, 0])));
  expect(spread).toEqual({ decision: "failed", failedMembers: [] });
});

test("a whole that is acquitted does not pass a member that was hardly asked", () => {
  const needed = samplesToPass(plan.member) + 1;
  expect(decideTwoLevels(plan, tally([1_000, 0], [needed - 5, 0])).decision).toBe("undecided");
  expect(decideTwoLevels(plan, tally([1_000, 0], [needed, 0])).decision).toBe("passed");
  expect(decideTwoLevels(plan, tally([1_000, 0], [0, 0])).decision).toBe("undecided");
});

test("members that are acquitted do not pass a whole that is not", () => {
  expect(decideTwoLevels(plan, tally([40, 0], [40, 0])).decision).toBe("undecided");
});

test.for([
  ["no members", new Map()],
  ["members without a sample", emptyTallies(["a", "b"])],
] as const)("%s never pass", ([, tallies]) => {
  expect(decideTwoLevels(plan, tallies)).toEqual({ decision: "undecided", failedMembers: [] });
});

test("what may have been the service's fault does not convict it, and does not let it pass", () => {
  const seen = tally([200, 0], [200, 0]);
  expect(decideTwoLevels(plan, seen, seen).decision).toBe("passed");
  expect(decideTwoLevels(plan, seen, tally([210, 10], [200, 0])).decision).toBe("undecided");
  expect(decideTwoLevels(plan, tally([200, 0], [9, 9]), seen).decision).toBe("failed");
});

test.for([1, 2, 3, 10, 20, 50])(
  "with %i members, the fewest samples to pass are enough, and one less is not",
  (members) => {
    const needed = samplesToPassTwoLevels(plan, members);
    const dealt = (total: number) => {
      const samples = Array.from({ length: members }, (_, member) =>
        Math.floor((total + members - 1 - member) / members),
      );
      return tally(...samples.map((own): [number, number] => [own, 0]));
    };
    expect(sumOf(dealt(needed)).samples).toBe(needed);
    expect(decideTwoLevels(plan, dealt(needed)).decision).toBe("passed");
    expect(decideTwoLevels(plan, dealt(needed - 1)).decision).toBe("undecided");
  },
);

test.for([1, 3, 20, 100])("with %i members, the risk of a false rollback keeps to the plan, exactly", (members) => {
  const level = (of: typeof risk, share: number) => {
    return computeExactRisk({ ...of, falseRollback: risk.falseRollback / share }, risk.healthy, 2_000, ["failed"])
      .failed;
  };
  expect(level(plan.whole, 2) + members * level(plan.member, 2 * members)).toBeLessThan(risk.falseRollback);
});

test("the risk of a false pass keeps to the plan at either level, exactly", () => {
  const whole = { ...plan.whole, falseRollback: risk.falseRollback / 2 };
  expect(computeExactRisk(whole, risk.bad, 3_000, ["passed"]).passed).toBeLessThan(risk.falsePass);
  const member = { ...plan.member, falseRollback: risk.falseRollback / 40 };
  expect(computeExactRisk(member, plan.member.bad, 3_000, ["passed"]).passed).toBeLessThan(plan.member.falsePass);
});

test("samples are added to their member, and the tallies before stay as they were", () => {
  const before = emptyTallies(["a", "b"]);
  const after = addSample(addSample(before, "a", true), "a", false);
  expect([...after]).toEqual([
    ["a", { samples: 2, errors: 1 }],
    ["b", { samples: 0, errors: 0 }],
  ]);
  expect(sumOf(before)).toEqual({ samples: 0, errors: 0 });
  expect(sumOf(addSample(after, "c", true))).toEqual({ samples: 3, errors: 2 });
});
