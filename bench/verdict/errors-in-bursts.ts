import { decideBy } from "../../shared/verdict/boundary.ts";
import { DEFAULT_RISK } from "../../shared/verdict/default-plan.ts";
import { tune } from "../../shared/verdict/tune.ts";
import { shown, type Figure } from "../figure.ts";
import { made } from "./made.ts";
import { burstyFaults } from "./paired-streams.ts";
import { seededRandom } from "./seeded-random.ts";
import { judgeByTally, judgeFaults, RUNS } from "./streams.ts";

const LENGTH = 10;

/** Where the test's assumption fails: errors that come ten at a time count as ten, and none between them as many good answers. */
export function measureErrorsInBursts(): readonly Figure[] {
  const { boundary } = made(tune(DEFAULT_RISK));
  const judge = judgeByTally((tally) => decideBy(boundary, tally));
  const at = (errorRate: number) => {
    const meanGap = LENGTH / errorRate - LENGTH;
    return judgeFaults(judge, (run) => burstyFaults(seededRandom(run * 7919 + 1), LENGTH, meanGap), RUNS);
  };
  const name = `default, errors in bursts of ${LENGTH}`;
  return [
    shown(`${name}: false rollback at 0.1 %`, at(DEFAULT_RISK.healthy).failed, "1"),
    shown(`${name}: false pass at 5 %`, at(DEFAULT_RISK.bad).passed, "1"),
  ];
}
