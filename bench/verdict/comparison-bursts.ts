import { addToStream, countPairs, learnFromBlue, NO_ROUNDS } from "../../shared/verdict/compare/blocks.ts";
import { createPairTest } from "../../shared/verdict/compare/discordant-pairs.ts";
import {
  addMinute,
  estimateErrorsPerBurst,
  minuteEvidence,
  NO_MINUTES,
} from "../../shared/verdict/compare/minute-counts.ts";
import { atMost, shown, type Figure } from "../figure.ts";
import { burstyFaults, type Faults } from "./paired-streams.ts";
import { seededRandom } from "./seeded-random.ts";

const ALPHA = 0.001;
const LIMIT = Math.log(1 / ALPHA);
const TEST = createPairTest({ tolerated: 1, intolerable: 3 });
const LENGTH = 10;
const GAP = 500;
const RUNS = 2000;
const ROUNDS = 3000;
/** What 2000 runs can tell from the risk: its triple. */
const GOAL = 3 * ALPHA;

/** Bursts of about ten errors that green and blue have each by itself: how often they are taken for a difference. */
export function measureBursts(): Figure[] {
  const name = `unshared bursts of ${LENGTH} rounds, false failures`;
  const known = { leastBlock: 1, baseline: 20 * (GAP + LENGTH) };
  return [
    atMost(GOAL, `${name}: blue watched before, about 20 bursts`, countFailures(known), "1"),
    atMost(GOAL, `${name}: blocks of at least 50 rounds`, countFailures({ leastBlock: 50, baseline: 0 }), "1"),
    shown(`${name}: learned from the rounds themselves`, countFailures({ leastBlock: 1, baseline: 0 }), "1"),
    shown(`${name}: minute counts as they are`, countMinuteFailures(false), "1"),
    atMost(GOAL, `${name}: minute counts by bursts`, countMinuteFailures(true), "1"),
  ];
}

function countFailures({ leastBlock, baseline }: { leastBlock: number; baseline: number }): number {
  let failures = 0;
  for (let run = 0; run < RUNS; run += 1) {
    const random = seededRandom(run);
    const [green, blue] = [burstyFaults(random, LENGTH, GAP), burstyFaults(random, LENGTH, GAP)];
    let stream = NO_ROUNDS;
    for (let round = 0; round < baseline; round += 1) stream = learnFromBlue(stream, blue());
    if (isFailed(stream, green, blue, leastBlock)) failures += 1;
  }
  return failures / RUNS;
}

function isFailed(start: typeof NO_ROUNDS, green: Faults, blue: Faults, leastBlock: number): boolean {
  let stream = start;
  for (let round = 0; round < ROUNDS; round += 1) {
    stream = addToStream(stream, { green: green(), blue: blue() }, 1);
    const pairs = countPairs(stream, leastBlock);
    if (pairs && pairs.worse.green > pairs.worse.blue && TEST.worse(pairs.worse) >= LIMIT) return true;
  }
  return false;
}

const MINUTES = 30;
const REQUESTS = 1200;

function countMinuteFailures(byBursts: boolean): number {
  let failures = 0;
  for (let run = 0; run < RUNS / 4; run += 1) {
    const random = seededRandom(run);
    const [green, blue] = [burstyFaults(random, LENGTH, GAP), burstyFaults(random, LENGTH, GAP)];
    const count = (faults: Faults) => {
      let errors = 0;
      for (let request = 0; request < REQUESTS; request += 1) errors += faults() ? 1 : 0;
      return { requests: REQUESTS, errors };
    };
    const hour = Array.from({ length: 60 }, () => count(blue));
    const errorsPerBurst = byBursts ? estimateErrorsPerBurst(hour) : 1;
    let evidence = NO_MINUTES;
    for (let minute = 0; minute < MINUTES; minute += 1) {
      evidence = addMinute(evidence, { green: count(green), blue: count(blue) }, 1, errorsPerBurst);
      if (minuteEvidence(evidence) < LIMIT) continue;
      failures += 1;
      break;
    }
  }
  return failures / (RUNS / 4);
}
