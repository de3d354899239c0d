import { createPairTest } from "../../shared/verdict/compare/discordant-pairs.ts";
import { DEFAULT_COMPARISON } from "../../shared/verdict/compare/comparison-plan.ts";
import { addToStream, countPairs, NO_ROUNDS } from "../../shared/verdict/compare/blocks.ts";
import { atMost, shown, type Figure } from "../figure.ts";
import { followToLimit } from "./exact-crossing.ts";
import { constantFaults } from "./paired-streams.ts";
import { seededRandom } from "./seeded-random.ts";

const ALPHA = 0.001;
const LIMIT = Math.log(1 / ALPHA);
const TEST = createPairTest(DEFAULT_COMPARISON.odds);
const worse = (green: number, blue: number): number => TEST.worse({ green, blue });

/** blue's and green's error rates, and the mean rounds that the reference measured. */
const DIFFERENCES = [
  { blue: 0.001, green: 0.01, reference: 1904 },
  { blue: 0.001, green: 0.05, reference: 265 },
  { blue: 0.01, green: 0.05, reference: 558 },
  { blue: 0.001, green: 0.2, reference: 61 },
  { blue: 0.001, green: 0.5, reference: 24 },
  { blue: 0.001, green: 1, reference: 12 },
] as const;

const SAME_RATES = [0.001, 0.01, 0.05, 0.2] as const;
const LOOKS = 5000;

/** Errors alone: how many rounds a difference takes, exactly, and how often no difference is taken for one. */
export function measureErrors(): Figure[] {
  return [...DIFFERENCES.flatMap(measureDifference), ...SAME_RATES.map(measureNoDifference), simulateDifference()];
}

function measureDifference({ blue, green, reference }: (typeof DIFFERENCES)[number]): Figure[] {
  const name = `errors of blue ${percent(blue)}, green ${percent(green)}`;
  const { discordant, theta } = pairsOf(green, blue);
  const rounds = followToLimit(worse, LIMIT, theta, 1500).meanTrials / discordant;
  const ofPairs = LIMIT / (discordant * divergence(theta, 0.5));
  const middle = (blue + green) / 2;
  const ofAnyTest = LIMIT / (divergence(blue, middle) + divergence(green, middle));
  return [
    shown(`${name}: mean rounds (exact; reference ${reference})`, rounds, "rounds"),
    atMost(1.25, `${name}: to the bound of any test of discordant rounds`, rounds / ofPairs, "1"),
    shown(`${name}: to the bound of any test with known, constant rates`, rounds / ofAnyTest, "1"),
  ];
}

/** Exactly, with a look after every round: the number of discordant rounds is binomial. */
function measureNoDifference(rate: number): Figure {
  const { discordant } = pairsOf(rate, rate);
  const { reachedBy } = followToLimit(worse, LIMIT, 0.5, LOOKS);
  let risk = 0;
  let logChance = LOOKS * Math.log1p(-discordant);
  for (let pairs = 0; pairs <= LOOKS; pairs += 1) {
    risk += Math.exp(logChance) * (reachedBy[pairs] ?? 0);
    logChance += Math.log(((LOOKS - pairs) / (pairs + 1)) * (discordant / (1 - discordant)));
  }
  return atMost(
    ALPHA,
    `both ${percent(rate)}: false failures in ${LOOKS} rounds, a look after each (exact)`,
    risk,
    "1",
  );
}

/** The same through the streams, with the lengths of blocks chosen as they are in use. */
function simulateDifference(): Figure {
  const random = seededRandom(11);
  const [green, blue] = [constantFaults(random, 0.05), constantFaults(random, 0.01)];
  let rounds = 0;
  const runs = 400;
  for (let run = 0; run < runs; run += 1) {
    let stream = NO_ROUNDS;
    for (;;) {
      stream = addToStream(stream, { green: green(), blue: blue() }, 1);
      const pairs = countPairs(stream, 1);
      if (pairs && TEST.worse(pairs.worse) >= LIMIT) break;
    }
    rounds += stream.rounds;
  }
  return shown("errors of blue 1 %, green 5 %: mean rounds as simulated, 400 runs", rounds / runs, "rounds");
}

export function pairsOf(green: number, blue: number): { readonly discordant: number; readonly theta: number } {
  const onlyGreen = green * (1 - blue);
  const discordant = onlyGreen + blue * (1 - green);
  return { discordant, theta: onlyGreen / discordant };
}

/** Kullback-Leibler divergence of Bernoulli trials, in nats. */
export function divergence(one: number, other: number): number {
  const part = (p: number, q: number): number => (p === 0 ? 0 : p * Math.log(p / q));
  return part(one, other) + part(1 - one, 1 - other);
}

export function percent(rate: number): string {
  return `${Number((rate * 100).toPrecision(3))} %`;
}
