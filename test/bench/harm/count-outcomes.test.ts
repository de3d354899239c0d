import { expect, test } from "vitest";
import { countOutcomes } from "../../../bench/harm/count-outcomes.ts";
import type { Outcome } from "../../../bench/harm/deploy-version.ts";
import { describeHarm } from "../../../bench/harm/describe-harm.ts";
import { NAIVE_STYLES, SUITE, type Style } from "../../../bench/harm/style.ts";
import { figuresOf } from "../../../bench/harm/style-figures.ts";
import type { Version } from "../../../bench/harm/version.ts";

const [NO_HOOKS = SUITE] = NAIVE_STYLES;

function outcome(
  kind: Version["kind"],
  decision: Outcome["decision"],
  { style = SUITE, ...more }: Partial<Outcome> = {},
): Outcome {
  const version = { name: `${kind}, ${decision}`, kind, args: [] };
  const stoppedAt = decision.startsWith("stopped") ? "AfterInstall" : undefined;
  return {
    version,
    seed: 1,
    style,
    decision,
    stoppedAt,
    reason: undefined,
    requests: 100,
    failed: 0,
    wallMs: 1,
    ...more,
  };
}

/** What of this suite's, or another's, figures are not as they should be. */
function missedGoals(style: Style, outcomes: readonly Outcome[]): readonly string[] {
  const figures = figuresOf(countOutcomes(style, outcomes));
  return figures.filter(({ met }) => met === false).map(({ name }) => name.slice(style.name.length + 2));
}

const AS_IT_SHOULD = [
  outcome("visible", "stopped before"),
  outcome("hidden", "stopped before"),
  outcome("hidden", "stopped after"),
  outcome("good", "went through"),
];

test.for([
  ["a panel that went as it should", [], []],
  [
    "a visible fault that met customers",
    [outcome("visible", "stopped after")],
    ["visible faults that were not stopped before the shift"],
  ],
  [
    "a visible fault that went through",
    [outcome("visible", "went through")],
    ["visible faults that were not stopped before the shift", "broken versions that were missed"],
  ],
  ["a hidden fault that went through", [outcome("hidden", "went through")], ["broken versions that were missed"]],
  ["a good version that was stopped", [outcome("good", "stopped before")], ["good versions that were blocked"]],
  ["a good version that was rolled back", [outcome("good", "stopped after")], ["good versions that were blocked"]],
  ["a deployment that could not run", [outcome("visible", "could not run")], ["could not run"]],
] as const)("of this suite, %s misses these goals and no other", ([, more, missed]) => {
  expect(missedGoals(SUITE, [...AS_IT_SHOULD, ...more])).toEqual(missed);
});

test("other styles have no goal but to run, and their outcomes are not this suite's", () => {
  const through = outcome("visible", "went through", { style: NO_HOOKS, failed: 40 });
  const all = [...AS_IT_SHOULD, through, outcome("good", "stopped before", { style: NO_HOOKS })];

  expect(missedGoals(NO_HOOKS, all)).toEqual([]);
  expect(missedGoals(SUITE, all)).toEqual([]);
  expect(missedGoals(NO_HOOKS, [...all, outcome("good", "could not run", { style: NO_HOOKS })])).toEqual([
    "could not run",
  ]);
  expect(countOutcomes(NO_HOOKS, all)).toMatchObject({
    broken: 1,
    missed: ["visible, went through"],
    good: 1,
    blocked: ["good, stopped before"],
    customers: { broken: { requests: 100, failed: 40 } },
  });
});

test("the table says where broken versions were stopped, and names what was missed and blocked", () => {
  const all = [...AS_IT_SHOULD, outcome("hidden", "went through", { failed: 30 }), outcome("good", "stopped before")];
  expect(
    describeHarm([countOutcomes(SUITE, all)])
      .split("\n")
      .slice(2),
  ).toEqual([
    "| this suite | 2 of 4 (AfterInstall 2) | 1 | 1 | 1 of 2 | 30 of 400 (7.5 %) | 0 of 200 (0.0 %) |",
    "",
    "this suite missed: hidden, went through",
    "this suite blocked: good, stopped before",
  ]);
});
