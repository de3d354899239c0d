import { hasFailed, hasPassed, type Boundary } from "./boundary.ts";
import type { Decision } from "./plan.ts";
import type { TwoLevelDesign } from "./two-level-design.ts";

/** What one probe said of the service: `doubt` is what may or may not have been its fault, such as a dropped connection. */
export type Answer = "good" | "error" | "doubt";

/** How often each answer was given. */
export interface Count {
  readonly good: number;
  readonly errors: number;
  readonly doubts: number;
}

/**
 * All that was seen, and what it decides. A value: plain JSON that is never changed, which can be kept at any moment and
 * gone on with. The same answers in the same order make the same evidence, byte for byte.
 */
export interface Evidence {
  readonly whole: Count;
  /** By member, in the order in which they are dealt to. */
  readonly members: readonly Count[];
  /** Members that are not acquitted by what is known of them now. */
  readonly open: number;
  /** Members that their own answers convicted, in the order of conviction. Stays, whatever they answer later. */
  readonly convicted: readonly number[];
  /** Whether all answers together convicted. Stays. */
  readonly wholeConvicted: boolean;
}

const NOTHING: Count = { good: 0, errors: 0, doubts: 0 };

export function noEvidence(members: number): Evidence {
  return {
    whole: NOTHING,
    members: Array.from({ length: members }, () => NOTHING),
    open: members,
    convicted: [],
    wholeConvicted: false,
  };
}

/**
 * `evidence` with one more answer of `member`. It takes the same time whatever was seen before: one member and the whole are
 * judged anew, and the list of members is copied.
 * @param member its place in the order of dealing, from 0
 * @throws RangeError if there is no such member
 */
export function addAnswer(design: TwoLevelDesign, evidence: Evidence, member: number, answer: Answer): Evidence {
  const before = evidence.members[member];
  if (!before) throw new RangeError(`expected a member below ${evidence.members.length}, received ${member}`);
  const after = increment(before, answer);
  const whole = increment(evidence.whole, answer);
  const boundary = design.member?.boundary ?? design.whole.boundary;
  const { convicted } = evidence;
  const isConvicted = convicts(boundary, after) && !convicted.includes(member);
  return {
    whole,
    members: evidence.members.with(member, after),
    open: evidence.open + Number(acquits(boundary, before)) - Number(acquits(boundary, after)),
    convicted: isConvicted ? [...convicted, member] : convicted,
    wholeConvicted: evidence.wholeConvicted || convicts(design.whole.boundary, whole),
  };
}

/**
 * Fails once the whole or any member was convicted; passes when all that is known now acquits the whole and every member.
 * Ask after every answer: the risks are those of any moment.
 */
export function decide(design: TwoLevelDesign, evidence: Evidence): Decision {
  if (evidence.wholeConvicted || evidence.convicted.length > 0) return "failed";
  const passed = evidence.members.length > 0 && evidence.open === 0 && acquits(design.whole.boundary, evidence.whole);
  return passed ? "passed" : "undecided";
}

/** Answers that count as samples: doubts are no evidence. */
export function samplesOf({ good, errors }: Count): number {
  return good + errors;
}

/** Doubts do not convict: they may not have been the service's fault. */
function convicts(boundary: Boundary, { good, errors }: Count): boolean {
  return hasFailed(boundary, good, errors);
}

/** Doubts count as errors here, for they may have been: too little to convict by, too much to pass over. */
function acquits(boundary: Boundary, { good, errors, doubts }: Count): boolean {
  return hasPassed(boundary, good, errors + doubts);
}

function increment(count: Count, answer: Answer): Count {
  const { good, errors, doubts } = count;
  if (answer === "good") return { good: good + 1, errors, doubts };
  if (answer === "error") return { good, errors: errors + 1, doubts };
  return { good, errors, doubts: doubts + 1 };
}
