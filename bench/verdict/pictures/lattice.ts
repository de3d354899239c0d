import { decideBy, type Boundary } from "../../../shared/verdict/boundary.ts";
import { DEFAULT_RISK } from "../../../shared/verdict/default-plan.ts";
import { tune } from "../../../shared/verdict/tune.ts";
import { made } from "../made.ts";
import { seededRandom } from "../seeded-random.ts";
import { COLOURS, drawChart, type Point } from "./chart.ts";

const MOST_GOOD = 460;
const MOST_ERRORS = 6;

/** Three versions: which seed gives their answers, and where there is room to say what became of them. */
const VERSIONS = [
  { errorRate: 0.001, seed: 16, colour: COLOURS.good, wordsAt: [222, 0.72] },
  { errorRate: 0.05, seed: 8, colour: COLOURS.bad, wordsAt: [4, 3.25] },
  { errorRate: 0.015, seed: 58, colour: COLOURS.between, wordsAt: [242, 4.86] },
] as const;

/** Where the default test stops, and how three versions get there, answer by answer. */
export function drawLattice(): string {
  const { boundary } = made(tune(DEFAULT_RISK));
  const { passGood, passPerError, failGood, failPerError } = boundary;
  const passes = (errors: number): Point => [passGood + passPerError * errors, errors];
  const fails = (errors: number): Point => [failPerError * errors - failGood, errors];
  const walks = VERSIONS.map((version) => ({ ...version, ...walk(boundary, version.errorRate, version.seed) }));
  return drawChart({
    title: "After every probe: pass, fail, or go on (default plan, one service)",
    x: {
      label: "good answers so far",
      from: 0,
      to: MOST_GOOD,
      ticks: [0, 50, 100, 150, 200, 250, 300, 350, 400, 450].map((at) => [at, String(at)]),
    },
    y: {
      label: "errors so far",
      from: -0.3,
      to: MOST_ERRORS,
      ticks: [0, 1, 2, 3, 4, 5, 6].map((at) => [at, String(at)]),
    },
    areas: [
      {
        points: [passes(-1), passes(MOST_ERRORS), [MOST_GOOD, MOST_ERRORS], [MOST_GOOD, -1]],
        colour: COLOURS.good,
      },
      { points: [fails(0), fails(MOST_ERRORS + 1), [0, MOST_ERRORS + 1]], colour: COLOURS.bad },
    ],
    lines: [
      { points: [passes(-1), passes(MOST_ERRORS)], colour: COLOURS.good },
      { points: [fails(0), fails(MOST_ERRORS + 1)], colour: COLOURS.bad },
      ...walks.map(({ path, colour }) => ({ points: path, colour, width: 2.5 })),
    ],
    dots: walks.flatMap(({ path, colour }) => path.slice(-1).map((at) => ({ at, colour }))),
    words: [
      { at: [380, 1.4], text: "PASS", colour: COLOURS.good },
      { at: [30, 4.2], text: "FAIL", colour: COLOURS.bad },
      { at: [262, 4.3], text: "go on", colour: COLOURS.grey },
      ...walks.map(({ errorRate, decision, samples, colour, wordsAt }) => {
        const text = `true rate ${errorRate * 100} %: ${decision} after ${samples} probes`;
        return { at: wordsAt, text, colour };
      }),
    ],
  });
}

function walk(boundary: Boundary, errorRate: number, seed: number) {
  const random = seededRandom(seed);
  const path: Point[] = [[0, 0]];
  let [samples, errors] = [0, 0];
  for (;;) {
    samples += 1;
    const isError = random() < errorRate;
    // A corner where an error interrupts the good answers: the answers between say no more.
    if (isError) path.push([samples - 1 - errors, errors], [samples - 1 - errors, errors + 1]);
    if (isError) errors += 1;
    const decision = decideBy(boundary, { samples, errors });
    if (decision === "undecided") continue;
    path.push([samples - errors, errors]);
    return { path, decision, samples };
  }
}
