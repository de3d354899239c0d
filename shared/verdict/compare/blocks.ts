import { addToBursts, burstLength, NO_BURSTS, type Bursts } from "./bursts.ts";
import type { Pairs } from "./discordant-pairs.ts";
import type { Bad } from "./sign.ts";

/** Lengths of blocks, in rounds, that are counted side by side: what blue's bursts ask for is known only later. */
export const BLOCK_LENGTHS = [1, 5, 15, 50, 150, 500] as const;
/**
 * A block must be this much longer than a mean burst, or bursts that reach into the next block count twice too often: with
 * bursts of geometric length the risk of a false rollback is tripled at 3 times their mean, and kept to at 5 times.
 */
const TIMES_BURST = 5;

/** One length of block: what the block that is under way holds, and the blocks that only one colour lost. */
interface Blocks {
  readonly green: number;
  readonly blue: number;
  /** Green's faults against `tolerated` times blue's: a block then is no more likely green's than a single fault is. */
  readonly worse: Pairs;
  /** Green's faults against blue's: a block then is no less likely green's than a single fault is. */
  readonly notWorse: Pairs;
}

/** One question asked of all rounds, at every length of block. Plain JSON. */
export interface PairedStream {
  readonly rounds: number;
  readonly blocks: readonly Blocks[];
  readonly bursts: Bursts;
}

const NO_PAIRS: Pairs = { green: 0, blue: 0 };

export const NO_ROUNDS: PairedStream = {
  rounds: 0,
  blocks: BLOCK_LENGTHS.map(() => ({ green: 0, blue: 0, worse: NO_PAIRS, notWorse: NO_PAIRS })),
  bursts: NO_BURSTS,
};

/** `before` with one more round. @param tolerated odds that must not fail green, at least 1 */
export function addToStream(before: PairedStream, bad: Bad, tolerated: number): PairedStream {
  const rounds = before.rounds + 1;
  const blocks = before.blocks.map((block, index) => {
    return addToBlock(block, bad, rounds % (BLOCK_LENGTHS[index] ?? 1) === 0, tolerated);
  });
  return { rounds, blocks, bursts: addToBursts(before.bursts, bad) };
}

/** `before`, having learned how blue's faults cluster from a probe of blue alone, which counts as no round. */
export function learnFromBlue(before: PairedStream, isFault: boolean): PairedStream {
  return { ...before, bursts: addToBursts(before.bursts, { green: false, blue: isFault }) };
}

function addToBlock(before: Blocks, bad: Bad, isLast: boolean, tolerated: number): Blocks {
  const green = before.green + (bad.green && !bad.blue ? 1 : 0);
  const blue = before.blue + (bad.blue && !bad.green ? 1 : 0);
  if (!isLast) return green === before.green && blue === before.blue ? before : { ...before, green, blue };
  if (green === 0 && blue === 0) return before;
  return {
    green: 0,
    blue: 0,
    worse: addBlock(before.worse, green - tolerated * blue),
    notWorse: addBlock(before.notWorse, green - blue),
  };
}

function addBlock(pairs: Pairs, lead: number): Pairs {
  if (lead === 0) return pairs;
  return lead > 0 ? { ...pairs, green: pairs.green + 1 } : { ...pairs, blue: pairs.blue + 1 };
}

/** What a stream has to say at the length of block that blue's bursts ask for. */
export interface CountedPairs {
  /** Rounds in a block; 1: every round counts by itself. */
  readonly blockLength: number;
  readonly worse: Pairs;
  readonly notWorse: Pairs;
}

/**
 * The pairs in blocks of at least five times the length of blue's bursts; undefined while those are longer than any
 * block that is counted: then nothing can be said.
 * @param leastBlock rounds that a block must have at least: five times the mean length of bursts that blue may not have shown yet
 */
export function countPairs(stream: PairedStream, leastBlock: number): CountedPairs | undefined {
  const burst = burstLength(stream.bursts);
  const needed = burst > 1 ? Math.max(leastBlock, TIMES_BURST * burst) : leastBlock;
  const index = BLOCK_LENGTHS.findIndex((length) => length >= needed);
  const blockLength = BLOCK_LENGTHS[index];
  const block = stream.blocks[index];
  return blockLength === undefined || !block
    ? undefined
    : { blockLength, worse: block.worse, notWorse: block.notWorse };
}
