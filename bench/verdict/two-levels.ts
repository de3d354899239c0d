import { planFor } from "../../shared/verdict/default-plan.ts";
import { addAnswer, decide, noEvidence } from "../../shared/verdict/evidence.ts";
import { designTwoLevels, type TwoLevelDesign } from "../../shared/verdict/two-level-design.ts";
import { atMost, shown, type Figure } from "../figure.ts";
import { made } from "./made.ts";
import { seededRandom } from "./seeded-random.ts";
import { RUNS, type Outcomes } from "./streams.ts";

/** The default plan of several tasks, each probed by IP in turn. */
export function measureTwoLevels(members: number): readonly Figure[] {
  const design = made(designTwoLevels(planFor(), members));
  const name = `default, ${members} tasks`;
  const oneAt = (rate: number): Outcomes => judgeTwoLevels(design, (member) => (member === members - 1 ? rate : 0.001));
  const healthy = judgeTwoLevels(design, () => 0.001);
  const bad = judgeTwoLevels(design, () => 0.05);
  const dead = oneAt(1);
  const broken = oneAt(0.2);
  return [
    shown(`${name}: probes if faultless`, design.cleanSamples, "probes"),
    shown(`${name}: mean probes if healthy`, healthy.meanSamples, "probes"),
    atMost(0.001, `${name}: false rollback, bound`, design.falseRollback, "1"),
    shown(`${name}: false rollback, ${RUNS} streams`, healthy.failed, "1"),
    shown(`${name}: mean probes if all bad`, bad.meanSamples, "probes"),
    atMost(0.001, `${name}: false pass if all bad, bound`, design.falsePass, "1"),
    shown(`${name}: false pass if all bad, ${RUNS} streams`, bad.passed, "1"),
    shown(`${name}: mean probes if one, the last, is dead`, dead.meanSamples, "probes"),
    shown(`${name}: false pass if one is dead, ${RUNS} streams`, dead.passed, "1"),
    shown(`${name}: mean probes if one, the last, is at 20 %`, broken.meanSamples, "probes"),
    atMost(0.01, `${name}: false pass if one is at 20 %, bound`, design.memberFalsePass, "1"),
    shown(`${name}: false pass if one is at 20 %, ${RUNS} streams`, broken.passed, "1"),
  ];
}

/** Judges `runs` versions whose members have these error rates. Where all are the same, the answers are those of `judgeStreams`. */
export function judgeTwoLevels(design: TwoLevelDesign, rateOf: (member: number) => number, runs = RUNS): Outcomes {
  const rates = Array.from({ length: design.members }, (_, member) => rateOf(member));
  let passed = 0;
  let samples = 0;
  for (let run = 0; run < runs; run += 1) {
    const random = seededRandom(run * 7919 + 1);
    let evidence = noEvidence(design.members);
    for (let sample = 0; decide(design, evidence) === "undecided"; sample += 1) {
      const member = sample % design.members;
      evidence = addAnswer(design, evidence, member, random() < (rates[member] ?? 0) ? "error" : "good");
      samples += 1;
    }
    if (decide(design, evidence) === "passed") passed += 1;
  }
  return { passed: passed / runs, failed: 1 - passed / runs, meanSamples: samples / runs };
}
