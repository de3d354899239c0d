import { performance } from "node:perf_hooks";
import type { Configuration } from "../configuration/schema.ts";
import type { Outcome } from "../probe/outcome.ts";
import { sample, warmUp, type Assignment } from "../probe/sampling.ts";
import {
  addSample,
  decideTwoLevels,
  emptyTallies,
  type Tallies,
  type TwoLevelPlan,
} from "../verdict/two-level-test.ts";
import { samplesToPass } from "../verdict/sequential-test.ts";
import type { CheckResult } from "./check.ts";
import { describeDecided, describeUndecided, describeWarmUp, type Evidence } from "./judgement-sentence.ts";

type JudgeSettings = Pick<Configuration, "probing" | "risk">;

/** A single task at this error rate is broken, whatever the others do. */
const BAD_MEMBER = 0.2;
const MEMBER_FALSE_PASS = 0.01;
const WARM_UP_EVERY_MS = 200;
const IN_FLIGHT_PER_MEMBER = 2;
/** One answer of the wrong version may be a race with the shift; two are not. */
const DECISIVE_OUTCOMES = 2;
/** A prober that cannot reach a target this often, and never did, will not reach it. */
const PROBER_ERRORS = 5;

/** The error rates and risks that the configuration asks for, at both levels. */
function planFor({ risk }: JudgeSettings): TwoLevelPlan {
  const bad = Math.max(BAD_MEMBER, risk.bad);
  return { whole: risk, member: { ...risk, bad, falsePass: Math.max(MEMBER_FALSE_PASS, risk.falsePass) } };
}

/**
 * Probes until enough is seen to decide with the risks that the configuration states: first a warm-up that is not
 * counted, then samples, every one of which is.
 * @param subject whom the sentence speaks of: `3 green tasks`, `the test listener`
 */
export async function judgeService(
  subject: string,
  assignments: readonly Assignment[],
  settings: JudgeSettings,
  signal: AbortSignal,
): Promise<CheckResult> {
  const { probing } = settings;
  const plan = planFor(settings);
  const needed = samplesNeeded(plan, assignments.length);
  if (needed / probing.rate > probing.atMost / 1000) {
    const seconds = Math.ceil(needed / probing.rate);
    return {
      verdict: "error",
      reason: `hooks.config.ts, probing: judging ${subject} needs ${needed} probes without an error, ${seconds} s at ${probing.rate} a second, but atMost allows ${probing.atMost / 1000} s. Raise rate or atMost, or accept a higher risk.bad.`,
    };
  }
  const warm = await warmUp(assignments, { withinMs: probing.warmUp, everyMs: WARM_UP_EVERY_MS }, signal);
  const cold = warm.filter(({ last }) => last.kind !== "passed");
  if (cold.length > 0) return describeWarmUp(subject, warm, probing.warmUp);
  return judgeSamples(subject, assignments, settings, plan, signal);
}

/** The fewest probes that can pass, all of them answered well. */
function samplesNeeded(plan: TwoLevelPlan, members: number): number {
  return Math.max(samplesToPass(plan.whole), members * samplesToPass(plan.member));
}

async function judgeSamples(
  subject: string,
  assignments: readonly Assignment[],
  settings: JudgeSettings,
  plan: TwoLevelPlan,
  signal: AbortSignal,
): Promise<CheckResult> {
  const evidence: Evidence = { subject, members: assignments.length, worst: new Map(), risk: settings.risk };
  const pace = { perSecond: settings.probing.rate, inFlightPerMember: IN_FLIGHT_PER_MEMBER };
  const timeUp = AbortSignal.timeout(settings.probing.atMost);
  const startedAt = performance.now();
  let tallies: Tallies = emptyTallies(assignments.map(({ member }) => member));
  const decisive = new Map<string, number>();
  let proberErrors = 0;
  try {
    for await (const { assignment, outcome } of sample(assignments, pace, AbortSignal.any([signal, timeUp]))) {
      remember(evidence, assignment, outcome);
      if (outcome.kind === "error") {
        proberErrors += 1;
        if (proberErrors >= PROBER_ERRORS) return describeUndecided(evidence, tallies, "error", outcome);
        continue;
      }
      tallies = addSample(tallies, assignment.member, outcome.kind === "failed");
      if (outcome.kind === "failed" && outcome.decisive) {
        const count = (decisive.get(assignment.member) ?? 0) + 1;
        decisive.set(assignment.member, count);
        if (count >= DECISIVE_OUTCOMES) return describeDecided(evidence, tallies, "failed", [assignment.member]);
      }
      const { decision, failedMembers } = decideTwoLevels(plan, tallies);
      if (decision !== "undecided") return describeDecided(evidence, tallies, decision, failedMembers);
    }
  } catch (error) {
    if (!signal.aborted && !timeUp.aborted) throw error;
  }
  return describeUndecided(evidence, tallies, "inconclusive", undefined, performance.now() - startedAt);
}

function remember(evidence: Evidence, assignment: Assignment, outcome: Outcome): void {
  if (outcome.kind === "failed") evidence.worst.set(assignment.member, { assignment, outcome });
}
