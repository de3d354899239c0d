import * as v from "valibot";
import { expect, test } from "vitest";
import { seededRandom } from "../../../../bench/verdict/seeded-random.ts";
import {
  addRound,
  judgeProgress,
  leaveOutLost,
  sharedOutage,
  startProgress,
  type AnsweredRound,
  type ComparisonProgress,
} from "../../../../shared/checks/comparison/comparison-progress.ts";
import type { SharedOutage } from "../../../../shared/checks/comparison/green-tasks-left.ts";
import { isProgressOf, progressSchema } from "../../../../shared/checks/comparison/progress-schema.ts";
import { roundAt } from "../../../../shared/checks/comparison/round-at.ts";
import type { Outcome } from "../../../../shared/probe/outcome.ts";
import { createComparison } from "../../../../shared/verdict/compare/comparison.ts";
import { DEFAULT_COMPARISON } from "../../../../shared/verdict/compare/comparison-plan.ts";
import { question } from "./compared.ts";

const task = { port: 80, healthPort: 80, availabilityZone: "a", address: "10.0.0.1", health: "healthy" };
const askable = {
  questions: [question],
  green: [{ ...task, id: "g", name: "green task g" }],
  blue: [{ ...task, id: "b", name: "blue task b" }],
};
const pair = roundAt(0, askable) ?? expect.unreachable("a round");

const measured = { phases: {}, request: "GET http://10.0.0.1/" };
const good = (latencyMs = 10): Outcome => ({ kind: "passed", answer: {}, findings: [], latencyMs, ...measured });
const bad: Outcome = {
  kind: "failed",
  decisive: false,
  expected: "status 200",
  observed: "status 500 (\\u001b[31m)",
  findings: [],
  latencyMs: 10,
  ...measured,
};
const fault = (where: "prober" | "way"): Outcome => {
  return { kind: "error", where, observed: "nothing", likelyCause: "a network", latencyMs: 10, ...measured };
};
const round = (subject: Outcome, control: Outcome): AnsweredRound => ({ pair, subject, control });

const errorsOnly = createComparison({ ...DEFAULT_COMPARISON, latency: null });
const follow = (rounds: readonly AnsweredRound[], before = startProgress(errorsOnly)): ComparisonProgress => {
  return rounds.reduce((progress, each) => addRound(errorsOnly, progress, each), before);
};
const repeat = (count: number, subject: Outcome, control: Outcome) =>
  Array.from({ length: count }, () => round(subject, control));

test.for([
  { subject: good(), control: good(), rounds: 1, leftOut: {}, strict: undefined },
  { subject: bad, control: good(), rounds: 1, leftOut: {}, strict: undefined },
  { subject: fault("prober"), control: good(), rounds: 0, leftOut: { prober: 1 }, strict: undefined },
  { subject: bad, control: fault("prober"), rounds: 0, leftOut: { prober: 1 }, strict: undefined },
  { subject: fault("way"), control: good(), rounds: 0, leftOut: { green: 1 }, strict: { green: 1, blue: 0 } },
  { subject: fault("way"), control: bad, rounds: 0, leftOut: { green: 1 }, strict: { green: 1, blue: 1 } },
  { subject: fault("way"), control: fault("way"), rounds: 0, leftOut: { green: 1 }, strict: undefined },
  { subject: good(), control: fault("way"), rounds: 0, leftOut: { blue: 1 }, strict: undefined },
  { subject: bad, control: fault("way"), rounds: 0, leftOut: { blue: 1 }, strict: { green: 1, blue: 0 } },
])("$subject.kind of green and $control.kind of blue: $rounds counted, left out $leftOut", (each) => {
  const progress = follow([round(each.subject, each.control)]);
  expect(progress.state.rounds).toBe(each.rounds);
  expect(progress.leftOut).toEqual({ prober: 0, green: 0, blue: 0, gone: 0, lost: 0, ...each.leftOut });
  const { strict } = progress;
  expect(strict && { green: strict.green.errors, blue: strict.blue.errors }).toEqual(each.strict ?? null);
});

test("doubts do not fail green, and keep it from passing until it has made up for them", () => {
  const doubtful = follow([...repeat(150, good(), good())]);
  expect(judgeProgress(errorsOnly, doubtful).decision).toBe("passed");
  const doubts = follow([
    ...repeat(20, good(), good()),
    ...repeat(4, fault("way"), good()),
    ...repeat(130, good(), good()),
  ]);
  expect(errorsOnly.judge(doubts.state).decision).toBe("passed");
  expect(judgeProgress(errorsOnly, doubts).decision).toBe("undecided");
  expect(judgeProgress(errorsOnly, follow(repeat(300, good(), good()), doubts)).decision).toBe("passed");
});

test("where only doubts show that both err, the environment is at fault", () => {
  const silent = follow(repeat(100, fault("way"), bad));
  expect(errorsOnly.judge(silent.state).decision).toBe("undecided");
  expect(judgeProgress(errorsOnly, silent)).toMatchObject({ decision: "environment", attribution: "environment" });
});

test.for<[string, readonly AnsweredRound[], SharedOutage]>([
  ["without errors", repeat(50, good(), good()), "none"],
  ["with errors of green's alone", repeat(50, bad, good()), "none"],
  ["with errors of both", repeat(50, bad, bad), "lasts"],
  ["with errors of blue's and no answer of green's", repeat(50, fault("way"), bad), "lasts"],
  ["with errors of both, and blue's answers since", [...repeat(50, bad, bad), round(bad, good())], "over"],
  ["with errors of both, and answers of both since", [...repeat(50, bad, bad), ...repeat(50, good(), good())], "over"],
])("rounds %s are a shared outage: %s", ([, rounds, outage]) => {
  expect(sharedOutage(follow(rounds))).toBe(outage);
});

test("of rounds without a task of green's, only blue's first good answer counts: it says that an outage is over", () => {
  const outage = follow(repeat(50, bad, bad));
  const lost = repeat(500, fault("way"), bad).reduce(leaveOutLost, outage);
  expect(lost).toEqual({ ...outage, leftOut: { ...outage.leftOut, lost: 500 } });
  const back = [round(fault("way"), good()), round(fault("way"), bad)].reduce(leaveOutLost, lost);
  expect(back.state.blue).toEqual({ samples: 1, errors: 0 });
  expect([sharedOutage(lost), sharedOutage(back)]).toEqual(["lasts", "over"]);
  const healthy = follow(repeat(50, good(), good()));
  expect(leaveOutLost(healthy, round(good(), good())).state).toEqual(healthy.state);
});

test("the last errors and the slowest answers are kept, few and printable", () => {
  const slower = Array.from({ length: 50 }, (_, index) => round(good(index), bad));
  const { green, blue } = follow(slower);
  expect(green.worst.slowest.map(({ ms }) => ms)).toEqual([49, 48, 47]);
  expect(green.worst.errors).toEqual([]);
  expect(blue.worst.errors).toHaveLength(3);
  expect(blue.worst.errors[0]?.text).toBe(
    "blue task b (10.0.0.1:80, a): GET http://10.0.0.1/: expected status 200, observed status 500 (\\u001b[31m)",
  );
});

test("what is kept comes back from an event as it was, decides the same however it was shared out, and stays small", () => {
  const comparison = createComparison(DEFAULT_COMPARISON);
  const random = seededRandom(3);
  const outcome = (): Outcome => {
    const draw = random();
    if (draw < 0.02) return bad;
    return draw < 0.025 ? fault("way") : good(1 / random());
  };
  const rounds = Array.from({ length: 2000 }, () => round(outcome(), outcome()));
  let [whole, resumed] = [startProgress(comparison), startProgress(comparison)];
  for (const [index, each] of rounds.entries()) {
    whole = addRound(comparison, whole, each);
    resumed = addRound(comparison, resumed, each);
    if (index % 97 !== 0) continue;
    resumed = v.parse(progressSchema, JSON.parse(JSON.stringify(resumed)));
  }
  expect(JSON.stringify(resumed)).toBe(JSON.stringify(whole));
  expect(judgeProgress(comparison, resumed)).toEqual(judgeProgress(comparison, whole));
  expect(JSON.stringify(whole).length).toBeLessThan(60_000);
});

const kept = JSON.parse(JSON.stringify(follow(repeat(3, bad, good())))) as Record<string, unknown>;

test.for([
  { name: "nothing", input: undefined },
  { name: "a member too many", input: { ...kept, more: 1 } },
  { name: "a negative number", input: { ...kept, turn: -1 } },
  { name: "half a round", input: { ...kept, turn: 1.5 } },
  {
    name: "text that acts on a terminal",
    input: { ...kept, green: { worst: { errors: [{ text: "\u001b[31m", ms: 1 }] } } },
  },
])("$name is no progress", ({ input }) => {
  expect(v.parse(progressSchema, kept)).toEqual(kept);
  expect(v.is(progressSchema, input)).toBe(false);
});

test("progress of a plan that asks other questions is none of this one", () => {
  const progress = v.parse(progressSchema, kept);
  expect(isProgressOf(DEFAULT_COMPARISON, progress)).toBe(false);
  expect(isProgressOf({ ...DEFAULT_COMPARISON, latency: null }, progress)).toBe(true);
});
