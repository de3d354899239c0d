import { expect, test } from "vitest";
import { burstyFaults, constantFaults, type Faults } from "../../../../bench/verdict/paired-streams.ts";
import { seededRandom } from "../../../../bench/verdict/seeded-random.ts";
import {
  addToStream,
  countPairs,
  learnFromBlue,
  NO_ROUNDS,
  type PairedStream,
} from "../../../../shared/verdict/compare/blocks.ts";
import { burstLength } from "../../../../shared/verdict/compare/bursts.ts";
import { createPairTest } from "../../../../shared/verdict/compare/discordant-pairs.ts";

function follow(green: Faults, blue: Faults, rounds: number, start: PairedStream = NO_ROUNDS): PairedStream {
  let stream = start;
  for (let round = 0; round < rounds; round += 1) {
    stream = addToStream(stream, { green: green(), blue: blue() }, 1);
  }
  return stream;
}

const never: Faults = () => false;

test("a block counts once, for the colour with more faults in it", () => {
  const stream = follow(() => true, never, 30);
  expect(countPairs(stream, 1)?.worse).toEqual({ green: 30, blue: 0 });
  expect(countPairs(stream, 2)).toMatchObject({ blockLength: 5, worse: { green: 6, blue: 0 } });
  expect(countPairs(stream, 15)).toMatchObject({ blockLength: 15, worse: { green: 2, blue: 0 } });
});

test("a tolerance of twice blue's faults is one of twice those of the block", () => {
  let stream = NO_ROUNDS;
  for (const color of ["green", "green", "green", "blue", "blue"]) {
    stream = addToStream(stream, { green: color === "green", blue: color === "blue" }, 2);
  }
  expect(countPairs(stream, 5)).toMatchObject({ worse: { green: 0, blue: 1 }, notWorse: { green: 1, blue: 0 } });
});

test.for([3, 10, 30])("blue's bursts of %d rounds are measured within a factor of 1.6", (length) => {
  const random = seededRandom(length);
  const stream = follow(never, burstyFaults(random, length, 50 * length), 3000 * length);
  expect(burstLength(stream.bursts) / length).toBeGreaterThan(1 / 1.6);
  expect(burstLength(stream.bursts) / length).toBeLessThan(1.6);
  expect(countPairs(stream, 1)?.blockLength).toBeGreaterThanOrEqual(5 * (length / 1.6));
});

test("a burst of which only some rounds are faults is as long as it is", () => {
  const random = seededRandom(5);
  const burst = burstyFaults(random, 20, 500);
  const stream = follow(never, () => burst() && random() < 0.5, 40_000);
  expect(burstLength(stream.bursts)).toBeGreaterThan(12);
  expect(burstLength(stream.bursts)).toBeLessThan(32);
});

test.for([0.001, 0.01, 0.2, 0.5])("faults that come singly, at a rate of %d, are no bursts", (rate) => {
  const random = seededRandom(17);
  const stream = follow(constantFaults(random, rate), constantFaults(random, rate), 5000);
  expect(countPairs(stream, 1)?.blockLength).toBe(1);
});

test("an outage that both share is no burst of blue's", () => {
  const random = seededRandom(7);
  const quiet = follow(constantFaults(random, 0.001), constantFaults(random, 0.001), 500);
  const shared = follow(constantFaults(random, 0.3), constantFaults(random, 0.3), 100, quiet);
  expect(countPairs(shared, 1)?.blockLength).toBe(1);
  const alone = follow(never, constantFaults(random, 0.3), 100, quiet);
  expect(countPairs(alone, 1)?.blockLength ?? Infinity).toBeGreaterThan(100);
});

test("a green that is dead does not make its own errors a burst", () => {
  const stream = follow(() => true, constantFaults(seededRandom(1), 0.01), 100);
  expect(countPairs(stream, 1)?.blockLength).toBe(1);
});

test("bursts longer than any block leave nothing to say", () => {
  const stream = follow(never, burstyFaults(seededRandom(2), 400, 4000), 40_000);
  expect(countPairs(stream, 1)).toBeUndefined();
});

test.for([
  { how: "blue was watched before", leastBlock: 1, baseline: 5000 },
  { how: "blocks are long enough from the start", leastBlock: 50, baseline: 0 },
])("bursts that are not shared do not fail green where $how", { timeout: 20_000 }, ({ leastBlock, baseline }) => {
  const { worse } = createPairTest({ tolerated: 1, intolerable: 3 });
  let failures = 0;
  for (let run = 0; run < 150; run += 1) {
    const random = seededRandom(run);
    const [green, blue] = [burstyFaults(random, 10, 300), burstyFaults(random, 10, 300)];
    let stream = NO_ROUNDS;
    for (let round = 0; round < baseline; round += 1) stream = learnFromBlue(stream, blue());
    for (let round = 0; round < 2000; round += 1) {
      stream = addToStream(stream, { green: green(), blue: blue() }, 1);
      const pairs = countPairs(stream, leastBlock);
      if (!pairs || pairs.worse.green < 10 || worse(pairs.worse) < Math.log(1000)) continue;
      failures += 1;
      break;
    }
  }
  // At a risk of 0.001, two of 150 come once in a hundred times.
  expect(failures).toBeLessThanOrEqual(1);
});
