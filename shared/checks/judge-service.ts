import { performance } from "node:perf_hooks";
import type { Configuration } from "../configuration/schema.ts";
import { sample, type Assignment } from "../probe/sampling.ts";
import { warmUp } from "../probe/warm-up.ts";
import {
  addSample,
  decideTwoLevels,
  emptyTallies,
  samplesToPassTwoLevels,
  type Tallies,
  type TwoLevelPlan,
} from "../verdict/two-level-test.ts";
import type { ServiceResult } from "./sentence-parts.ts";
import {
  describeFailed,
  describeFaults,
  describePassed,
  describeUndecided,
  type Evidence,
} from "./judgement-sentence.ts";
import { describeWarmUp } from "./warm-up-sentence.ts";

type JudgeSettings = Pick<Configuration, "probing" | "risk">;

/** A single task at this error rate is broken, whatever the others do. */
const BAD_MEMBER = 0.2;
const MEMBER_FALSE_PASS = 0.01;
const WARM_UP_EVERY_MS = 200;
/** Sockets that one check may have open at once. */
const IN_FLIGHT = 256;
/** One answer of the wrong version may be a race with the shift; two are not. */
const DECISIVE_OUTCOMES = 2;
/** This many probes that do not reach what the warm-up did reach are no hiccup of the network. */
const LOST_PROBES = 5;

/** The error rates and risks that the configuration asks for, at both levels. */
function planFor({ risk }: JudgeSettings): TwoLevelPlan {
  const bad = Math.max(BAD_MEMBER, risk.bad);
  return { whole: risk, member: { ...risk, bad, falsePass: Math.max(MEMBER_FALSE_PASS, risk.falsePass) } };
}

/**
 * Probes until enough is seen to decide with the risks that the configuration states: first a warm-up that is not
 * counted, then samples, every one of which is. When `signal` is aborted it returns what it has seen.
 * @param subject whom the sentence speaks of: `3 green tasks`, `the test listener`
 */
export async function judgeService(
  subject: string,
  assignments: readonly Assignment[],
  settings: JudgeSettings,
  signal: AbortSignal,
): Promise<ServiceResult> {
  const { probing } = settings;
  if (assignments.length === 0) {
    return { verdict: "error", reason: `There is nothing to probe: expected at least one target for ${subject}.` };
  }
  const plan = planFor(settings);
  const needed = samplesToPassTwoLevels(plan, assignments.length);
  const seconds = Math.ceil(needed / probing.rate);
  if (needed / probing.rate > probing.atMost / 1000) {
    return {
      verdict: "error",
      reason: `hooks.config.ts, probing: to pass ${subject} takes at least ${needed} probes, ${seconds} s at a rate of ${probing.rate} a second, but atMost is ${probing.atMost / 1000} s: no probe was sent. Raise atMost to more than ${seconds} s, or rate.`,
    };
  }
  const startedAt = performance.now();
  const warm = await warmUp(assignments, { withinMs: probing.warmUp, everyMs: WARM_UP_EVERY_MS }, signal);
  if (warm.some(({ last }) => last?.kind !== "passed")) {
    return describeWarmUp(subject, warm, performance.now() - startedAt, signal.aborted);
  }
  return judgeSamples({ subject, assignments, settings, failures: new Map(), faults: [] }, plan, signal);
}

async function judgeSamples(evidence: Evidence, plan: TwoLevelPlan, signal: AbortSignal): Promise<ServiceResult> {
  const { assignments, failures, faults } = evidence;
  const { probing } = evidence.settings;
  const pace = { perSecond: probing.rate, inFlightPerMember: inFlightPerMember(probing, assignments.length) };
  const timeUp = AbortSignal.timeout(probing.atMost);
  const startedAt = performance.now();
  let tallies: Tallies = emptyTallies(assignments.map(({ member }) => member));
  let cautious = tallies;
  const decisive = new Map<string, number>();
  try {
    for await (const { assignment, outcome } of sample(assignments, pace, AbortSignal.any([signal, timeUp]))) {
      const { member } = assignment;
      if (outcome.kind === "error") {
        faults.push({ assignment, outcome });
        if (faults.length >= LOST_PROBES) return describeFaults(evidence, tallies);
        // No evidence against green, but nothing to pass over either: an overloaded task drops connections, too.
        if (outcome.where === "way") cautious = addSample(cautious, member, true);
        continue;
      }
      tallies = addSample(tallies, member, outcome.kind === "failed");
      cautious = addSample(cautious, member, outcome.kind === "failed");
      if (outcome.kind === "failed") {
        failures.set(member, { assignment, outcome });
        const wrong = (decisive.get(member) ?? 0) + (outcome.decisive ? 1 : 0);
        decisive.set(member, wrong);
        if (wrong >= DECISIVE_OUTCOMES) return describeFailed(evidence, tallies, [member]);
      }
      const { decision, failedMembers } = decideTwoLevels(plan, tallies, cautious);
      if (decision === "failed") return describeFailed(evidence, tallies, failedMembers);
      if (decision === "passed") return describePassed(evidence, tallies);
    }
  } catch (error) {
    if (!signal.aborted && !timeUp.aborted) throw error;
  }
  return describeUndecided(evidence, tallies, performance.now() - startedAt, signal.aborted);
}

/**
 * As many as a member's share of the pace comes to while answers take their whole time-out: a service that is slow, and
 * allowed to be, is asked no less often for it.
 */
function inFlightPerMember({ rate, timeout }: Configuration["probing"], members: number): number {
  const atThatPace = Math.ceil((rate * timeout) / 1000 / members) + 1;
  return Math.max(1, Math.min(atThatPace, Math.floor(IN_FLIGHT / members)));
}
