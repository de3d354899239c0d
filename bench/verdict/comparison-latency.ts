import { addToStream, countPairs, NO_ROUNDS, type PairedStream } from "../../shared/verdict/compare/blocks.ts";
import { createPairTest } from "../../shared/verdict/compare/discordant-pairs.ts";
import { addToThresholds, compareTail, NO_THRESHOLDS } from "../../shared/verdict/compare/exceedance.ts";
import { compareLatency, type Bad } from "../../shared/verdict/compare/sign.ts";
import { atMost, shown, type Figure } from "../figure.ts";
import { divergence, pairsOf } from "./comparison-errors.ts";
import { followToLimit } from "./exact-crossing.ts";
import { drawLatency, type Random } from "./paired-streams.ts";
import { seededRandom } from "./seeded-random.ts";

const LIMIT = Math.log(1000);
const TEST = createPairTest({ tolerated: 1, intolerable: 2 });
const QUANTILES = [0.95, 0.99];

/** How green is slower than blue, and the mean rounds by sign, p95 and p99 that the reference measured. */
interface Slowness {
  readonly name: string;
  readonly draw: (random: Random) => number;
  readonly reference: readonly [sign: string, p95: string, p99: string];
}

const times = (factor: number) => (random: Random) => drawLatency(random) * factor;
const sometimes = (share: number, factor: number) => (random: Random) => {
  return drawLatency(random) * (random() < share ? factor : 1);
};

const SLOWNESSES: readonly Slowness[] = [
  { name: "x1.25", draw: times(1.25), reference: ["279", "837", "-"] },
  { name: "x1.5", draw: times(1.5), reference: ["78", "288", "904"] },
  { name: "x2", draw: times(2), reference: ["34", "141", "486"] },
  { name: "5 % of requests x5", draw: sometimes(0.05, 5), reference: ["-", "824", "708"] },
  { name: "2 % of requests x10", draw: sometimes(0.02, 10), reference: ["-", "-", "1024"] },
];
const RUNS = 200;
const MOST_ROUNDS = 6000;
const SAMPLES = 200_000;

/** Latency without tolerance: mean rounds of each statistic by itself, those that find nothing counted with all they had. */
export function measureLatency(): Figure[] {
  return SLOWNESSES.flatMap(({ name, draw, reference }) => {
    const [sign = 0, p95 = 0, p99 = 0] = meanRounds(draw);
    const bounds = boundsOf(draw);
    return [
      { what: "sign", rounds: sign },
      { what: "p95", rounds: p95 },
      { what: "p99", rounds: p99 },
    ].flatMap(({ what, rounds }, index) => {
      const bound = bounds[index] ?? Infinity;
      if (reference[index] === "-") return [];
      return [
        shown(`green ${name}, ${what}: mean rounds (reference ${reference[index]})`, rounds, "rounds"),
        what === "sign"
          ? exactSign(name, bound, slowerShare(draw))
          : atMost(1.25, `green ${name}, ${what}: to the bound of that statistic`, rounds / bound, "1"),
      ];
    });
  });
}

/** The sign test's rounds are all discordant, so that they need no simulation. */
function exactSign(name: string, bound: number, slower: number): Figure {
  const { meanTrials } = followToLimit((green, blue) => TEST.worse({ green, blue }), LIMIT, slower, 3000);
  return atMost(1.25, `green ${name}, sign: to the bound of that statistic (exact)`, meanTrials / bound, "1");
}

function meanRounds(draw: Slowness["draw"]): number[] {
  const random = seededRandom(23);
  const sums = [0, 0, 0];
  for (let run = 0; run < RUNS; run += 1) {
    const streams: PairedStream[] = [NO_ROUNDS, NO_ROUNDS, NO_ROUNDS];
    const open = new Set(streams.keys());
    let thresholds = NO_THRESHOLDS;
    for (let round = 1; round <= MOST_ROUNDS && open.size > 0; round += 1) {
      const [green, blue] = [draw(random), drawLatency(random)];
      const bads: Bad[] = [
        compareLatency(green, blue),
        compareTail(thresholds, 0, green, blue),
        compareTail(thresholds, 1, green, blue),
      ];
      thresholds = addToThresholds(thresholds, QUANTILES, green, blue);
      for (const index of open) {
        const [before, bad] = [streams[index], bads[index]];
        if (!before || !bad) continue;
        const stream = addToStream(before, bad, 1);
        streams[index] = stream;
        sums[index] = (sums[index] ?? 0) + 1;
        if (bad.green === bad.blue) continue;
        const pairs = countPairs(stream, 1);
        if (pairs && TEST.worse(pairs.worse) >= LIMIT) open.delete(index);
      }
    }
  }
  return sums.map((sum) => sum / RUNS);
}

/** ln(1/alpha) over the information of a round, whose chances are taken from samples. */
function boundsOf(draw: Slowness["draw"]): number[] {
  const random = seededRandom(29);
  const green = Float64Array.from({ length: SAMPLES }, () => draw(random));
  const blue = Float64Array.from(green, () => drawLatency(random));
  const pooled = Float64Array.from([...green, ...blue]).toSorted();
  const tails = QUANTILES.map((share) => {
    const threshold = pooled[Math.floor(share * pooled.length)] ?? 0;
    const exceeding = (all: Float64Array): number => all.filter((ms) => ms > threshold).length / all.length;
    const { discordant, theta } = pairsOf(exceeding(green), exceeding(blue));
    return LIMIT / (discordant * divergence(theta, 0.5));
  });
  return [LIMIT / divergence(slowerShare(draw), 0.5), ...tails];
}

function slowerShare(draw: Slowness["draw"]): number {
  const random = seededRandom(31);
  let slower = 0;
  for (let sample = 0; sample < SAMPLES; sample += 1) slower += draw(random) > drawLatency(random) ? 1 : 0;
  return slower / SAMPLES;
}
