import { expect, test } from "vitest";
import { seededRandom } from "../../../bench/verdict/seeded-random.ts";
import { computeExactRisks } from "../../../shared/verdict/exact-risks.ts";
import { planFor } from "../../../shared/verdict/default-plan.ts";
import {
  addAnswer,
  decide,
  noEvidence,
  samplesOf,
  type Answer,
  type Evidence,
} from "../../../shared/verdict/evidence.ts";
import { designTwoLevels, type TwoLevelDesign } from "../../../shared/verdict/two-level-design.ts";

const plan = planFor();

function design(members: number, atMost?: number): TwoLevelDesign {
  const made = designTwoLevels(plan, members, atMost);
  if (!made) throw new Error("expected a design");
  return made;
}

/** Answers dealt round-robin until there is a decision. */
function run(
  tests: TwoLevelDesign,
  answer: (member: number) => Answer,
  atMost = 20_000,
): { readonly decision: string; readonly evidence: Evidence } {
  let evidence = noEvidence(tests.members);
  for (let sample = 0; sample < atMost; sample += 1) {
    const member = sample % tests.members;
    evidence = addAnswer(tests, evidence, member, answer(member));
    const decision = decide(tests, evidence);
    if (decision !== "undecided") return { decision, evidence };
  }
  return { decision: "undecided", evidence };
}

test.for([1, 2, 3, 5, 10, 20, 50, 100, 300])(
  "with %i members the default plan keeps every risk at any time, exactly",
  (members) => {
    const { whole, member, ...stated } = design(members);
    const ever = (boundary: typeof whole.boundary, rate: number, endsWith: "failed" | "passed") =>
      computeExactRisks(boundary, rate, { atMost: 2_000, endsWith })[endsWith];
    const ofMembers = member ? members * ever(member.boundary, 0.001, "failed") : 0;
    expect(ever(whole.boundary, 0.001, "failed") + ofMembers).toBeLessThanOrEqual(stated.falseRollback);
    expect(stated.falseRollback).toBeLessThanOrEqual(plan.whole.falseRollback);
    expect(stated.falseRollback).toBeGreaterThan(0.95 * plan.whole.falseRollback);
    expect(ever(whole.boundary, 0.05, "passed")).toBeLessThanOrEqual(stated.falsePass);
    expect(stated.falsePass).toBeLessThanOrEqual(plan.whole.falsePass);
    expect(ever((member ?? whole).boundary, 0.2, "passed")).toBeLessThanOrEqual(stated.memberFalsePass);
    expect(stated.memberFalsePass).toBeLessThanOrEqual(plan.member.falsePass);
  },
);

test.for([
  [1, 138],
  [3, 138],
  [10, 210],
  [20, 420],
  [50, 1050],
] as const)("%i members without an error pass after %i probes, and not before", ([members, samples]) => {
  const tests = design(members);
  const { decision, evidence } = run(tests, () => "good");
  expect([decision, samplesOf(evidence.whole), tests.cleanSamples]).toEqual(["passed", samples, samples]);
});

test.for([4, 10, 20, 100])("a dead task among %i is convicted after its own two probes, and named", (members) => {
  const { decision, evidence } = run(design(members), (member) => (member === 1 ? "error" : "good"));
  expect([decision, evidence.convicted, samplesOf(evidence.whole)]).toEqual(["failed", [1], members + 2]);
});

test("errors that are spread over the members convict the whole, and no member", () => {
  const errors = new Set([3, 8, 16]);
  let sample = 0;
  const { decision, evidence } = run(design(20), () => (errors.has((sample += 1)) ? "error" : "good"));
  expect([decision, evidence.convicted, evidence.wholeConvicted]).toEqual(["failed", [], true]);
});

test("what may have been the service's fault does not convict it, and does not let it pass", () => {
  const tests = design(2);
  const { decision, evidence } = run(tests, () => "doubt", 500);
  expect([decision, evidence.convicted, evidence.wholeConvicted]).toEqual(["undecided", [], false]);
  let sample = 0;
  const once = run(tests, () => ((sample += 1) === 7 ? "doubt" : "good"));
  expect(once.decision).toBe("passed");
  expect(samplesOf(once.evidence.whole)).toBeGreaterThan(tests.cleanSamples + 50);
});

test("a member that was not asked holds up the pass, and a conviction stays", () => {
  const tests = design(2);
  let evidence = noEvidence(2);
  for (let sample = 0; sample < 1_000; sample += 1) evidence = addAnswer(tests, evidence, 0, "good");
  expect([decide(tests, evidence), evidence.open]).toEqual(["undecided", 1]);
  for (let sample = 0; sample < 3; sample += 1) evidence = addAnswer(tests, evidence, 1, "error");
  for (let sample = 0; sample < 1_000; sample += 1) evidence = addAnswer(tests, evidence, 1, "good");
  expect([decide(tests, evidence), evidence.convicted]).toEqual(["failed", [1]]);
});

test("nothing seen decides nothing, nobody is no member, and evidence before an answer stays as it was", () => {
  const tests = design(2);
  const before = noEvidence(2);
  expect(decide(tests, before)).toBe("undecided");
  expect(decide(tests, noEvidence(0))).toBe("undecided");
  expect(() => addAnswer(tests, before, 2, "good")).toThrow(/below 2, received 2/);
  expect(() => designTwoLevels(plan, 0)).toThrow(/at least one member/);
  addAnswer(tests, before, 0, "error");
  expect(before).toEqual(noEvidence(2));
});

test("evidence goes on from JSON, and the same answers make the same evidence byte for byte", () => {
  const tests = design(3);
  const random = seededRandom(7);
  const answers = Array.from({ length: 60 }, (): Answer =>
    random() < 0.03 ? "error" : random() < 0.03 ? "doubt" : "good",
  );
  const straight = answers.reduce((seen, answer, at) => addAnswer(tests, seen, at % 3, answer), noEvidence(3));
  const kept = answers.reduce<Evidence>((seen, answer, at) => {
    return addAnswer(tests, JSON.parse(JSON.stringify(seen)) as Evidence, at % 3, answer);
  }, noEvidence(3));
  expect(JSON.stringify(kept)).toBe(JSON.stringify(straight));
});

test("a limit on the samples makes tests that keep to it, with their own risks", () => {
  const limited = design(10, 500);
  expect(limited.member?.kind).toBe("two-sprt");
  expect(limited.outOfSamples).toBeLessThan(plan.whole.falseRollback);
  expect(limited.falseRollback).toBeLessThanOrEqual(plan.whole.falseRollback);
  expect(designTwoLevels(plan, 10, 209)).toBeUndefined();
  expect(design(10, 210).outOfSamples).toBeGreaterThan(0.1);
});

test("a seeded simulation of ten members agrees: healthy, all bad, one at 20 %", () => {
  const tests = design(10);
  const passes = (seed: number, rateOf: (member: number) => number): number => {
    const random = seededRandom(seed);
    let passed = 0;
    for (let deployment = 0; deployment < 1_000; deployment += 1) {
      if (run(tests, (member) => (random() < rateOf(member) ? "error" : "good")).decision === "passed") passed += 1;
    }
    return passed / 1_000;
  };
  expect(passes(1, () => 0.001)).toBeGreaterThan(0.995);
  expect(passes(2, () => 0.05)).toBeLessThan(0.005);
  expect(passes(3, (member) => (member === 4 ? 0.2 : 0.001))).toBeLessThan(0.02);
});
