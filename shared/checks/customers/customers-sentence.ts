import { oneLine } from "../../probe/printable.ts";
import type { CheckResult } from "../check.ts";
import { median } from "../../verdict/compare/median.ts";
import { count, percent } from "../sentence-parts.ts";
import { describeTimes } from "../watch/periods.ts";
import { BOTH_AT_FAULT, type BlueNow } from "../blue-now.ts";
import { knowsUnanswered, type Doubts } from "./doubts.ts";
import type { CustomersJudgement } from "./judge-customers.ts";
import type { CountedMinute } from "./read-minutes.ts";

/** The settings that sentences speak of. */
export interface Told {
  /** The name of green's target group. */
  readonly targetGroup: string;
  /** Milliseconds of a period. */
  readonly length: number;
  readonly slower: "warn" | "fail" | "ignore";
  readonly littleTraffic: "pass" | "inconclusive";
}

export function describeServed(judgement: CustomersJudgement, told: Told): CheckResult {
  const { plan, latency } = judgement;
  const risks = `false rollback ${percent(plan.falseRollback)}, false pass ${percent(plan.falsePass)}`;
  return {
    verdict: "passed",
    reason: `${describeSeen(judgement, told)}: error rate below ${percent(plan.bad)} with ${percent(1 - plan.falsePass)} confidence (${risks}).${warn(latency.isSlower)}${spaced(latency.note)}`,
  };
}

/** Customers meet errors of green's, unless blue has them now, too. */
export function describeErrors(judgement: CustomersJudgement, told: Told, blueNow: BlueNow): CheckResult {
  const { plan, judged, blue } = judgement;
  const before = blue.minutes.slice(0, judged.length);
  const asMuch =
    before.length === 0
      ? "Blue has no counts from before the shift"
      : `Before the shift blue had ${describeCounts(before)} in ${describeTimes(startsOf(before), told.length)}`;
  const seen = `${describeSeen(judgement, told)}, which is not fit for customers (at most ${percent(plan.healthy)} is). ${asMuch}. ${blueNow.words}`;
  if (blueNow.isUnfit === true) {
    return {
      verdict: "inconclusive",
      reason: `${seen} ${BOTH_AT_FAULT}`,
    };
  }
  return { verdict: "failed", reason: `${seen} Look at the logs of green's tasks in this time.` };
}

export function describeSlowness({ latency }: CustomersJudgement): CheckResult {
  return { verdict: "failed", reason: latency.note };
}

/** Nothing was decided: by what is missing, by too few customers, or by errors that say neither. */
export function describeUndecided(judgement: CustomersJudgement, told: Told, isStopped: boolean): CheckResult {
  const { green, judged, plan, served, latency, needed } = judgement;
  const seen = describeSeen(judgement, told);
  if (green.missing.length > 0)
    return { verdict: "inconclusive", reason: `${describeMissing(judgement, told)} ${seen}.` };
  if (isStopped) {
    return {
      verdict: "inconclusive",
      reason: `${seen}: not enough to tell an error rate of ${percent(plan.healthy)} from ${percent(plan.bad)} when it was stopped.`,
    };
  }
  if (judged.length < plan.least) {
    return {
      verdict: "inconclusive",
      reason: `${seen}: nothing passes before ${plan.least} were seen (customers.atLeast). Look at why the bake ended before.`,
    };
  }
  // Twice what it takes without an error leaves room for one; and what looks bad is not passed over for being little.
  if (served.customers >= 2 * needed || served.doubtful >= -Math.log(plan.attribution)) {
    return {
      verdict: "inconclusive",
      reason: `${seen}: not enough to tell an error rate of ${percent(plan.healthy)} from ${percent(plan.bad)}. Raise customers.atMost in hooks.config.ts, or look at green's logs.`,
    };
  }
  return describeLittleTraffic(
    judgement,
    told,
    `${seen}.${warn(latency.isSlower)}${spaced(latency.isSlower ? latency.note : "")}`,
  );
}

/** A quarter of what blue had is no lull. */
const LOST_SHARE = 0.25;

function describeLittleTraffic(
  { served, blue, judged, needed }: CustomersJudgement,
  { littleTraffic }: Told,
  seen: string,
): CheckResult {
  // Of all periods: a burst just before the shift, or a lull, is not what to expect.
  const usual = blue.minutes.length === 0 ? 0 : median(blue.minutes.map(({ requests }) => requests));
  const expected = usual * judged.length;
  if (expected >= needed && served.requests < expected * LOST_SHARE) {
    return {
      verdict: "inconclusive",
      reason: `${seen} Before the shift blue had ${count(usual, "request")} in a period (median): expected customers to have come along. Look at whether they reach the production listener, and at its 5xx.`,
    };
  }
  const few = `Too few customers to judge by: it takes ${needed} requests without an error.`;
  return littleTraffic === "pass"
    ? { verdict: "passed", notApplicable: true, reason: `Not applicable: ${seen} ${few} The probes decide.` }
    : {
        verdict: "inconclusive",
        reason: `${seen} ${few} Raise customers.atMost in hooks.config.ts, or let the probes decide with customers.littleTraffic "pass".`,
      };
}

function describeMissing({ green, judged }: CustomersJudgement, told: Told): string {
  const why = green.problem === undefined ? "it may be late, or lost" : oneLine(green.problem);
  const all = green.missing.length + green.minutes.length;
  const first = green.missing.slice(0, 1);
  const where =
    judged.length === 0 && green.problem === undefined
      ? " Without any request since the shift there may be none: then this cannot be told from lost data."
      : "";
  return `CloudWatch has no RequestCount of green's target group ${told.targetGroup} for ${green.missing.length} of ${count(all, "period")} (the first from ${describeTimes(first, told.length)}): ${why}. Missing data is no pass.${where}`;
}

function describeSeen({ judged, blue, served, doubts }: CustomersJudgement, { targetGroup, length }: Told): string {
  if (judged.length === 0)
    return `Customers made no request that was counted of green's target group ${targetGroup} yet`;
  const own = served.requests - served.customers;
  const probes = own > 0 ? ` (up to ${own} of them this suite's own probes)` : "";
  return `Green's target group ${targetGroup}: ${describeCounts(judged)}${probes} in ${count(judged.length, "period")}, ${describeTimes(startsOf(judged), length)}${describeDoubts(doubts)}${describeUnknown(judged, blue.minutes)}`;
}

/** What would be a doubt if blue told what is usual. */
function describeUnknown(judged: readonly CountedMinute[], blue: readonly CountedMinute[]): string {
  const unanswered = judged.reduce((sum, minute) => sum + minute.unanswered, 0);
  return unanswered <= 0 || knowsUnanswered(blue)
    ? ""
    : `; ${unanswered} of them without an answer, and blue has no counts that would say whether that is usual`;
}

function describeDoubts(doubts: readonly Doubts[]): string {
  const sum = (kind: keyof Doubts): number => doubts.reduce((total, each) => total + each[kind], 0);
  const [own, left] = [sum("loadBalancer"), sum("unanswered")];
  const said = [
    ...(own > 0 ? [`the load balancer itself answered ${own} times 5xx more than before the shift`] : []),
    ...(left > 0
      ? [`${count(left, "request")} more than before ended without an answer (customers left before there was one)`]
      : []),
  ];
  return said.length === 0 ? "" : `, and ${said.join(", and ")}, which counts as errors in what passes`;
}

/** `1200 requests, 24 errors (2 %: 19 answers of 5xx, 5 failed connections)` */
export function describeCounts(minutes: readonly CountedMinute[]): string {
  const sum = (of: (minute: CountedMinute) => number): number => minutes.reduce((total, each) => total + of(each), 0);
  const requests = sum((each) => each.requests);
  const errors = sum((each) => each.errors);
  const detail =
    errors > 0
      ? ` (${percent(errors / requests)}: ${count(
          sum((each) => each.fiveHundreds),
          "answer",
        )} of 5xx, ${count(
          sum((each) => each.unconnected),
          "failed connection",
        )})`
      : "";
  return `${count(requests, "request")}, ${count(errors, "error")}${detail}`;
}

function startsOf(minutes: readonly CountedMinute[]): readonly number[] {
  return minutes.map(({ at }) => at);
}

function spaced(text: string): string {
  return text === "" ? "" : ` ${text}`;
}

function warn(isSlower: boolean): string {
  return isSlower ? " Warning:" : "";
}
