import type { Boundary } from "./boundary.ts";

/** The slopes of a boundary's two lines. */
export type Slopes = Pick<Boundary, "passPerError" | "failPerError">;

/** What a boundary would risk, each exact or an upper bound. */
export interface Risks {
  readonly falseRollback: (boundary: Boundary) => number;
  readonly falsePass: (boundary: Boundary) => number;
}

/** A range that the tuned intercept is known to lie in, in good answers. */
export interface Range {
  readonly from: number;
  readonly to: number;
  /** Evidence, in nats, that a good answer stands for. */
  readonly nats: number;
}

/** Intercepts are tuned to this many nats of evidence: a thousandth of a risk. */
const PRECISION = 1e-3;
/** A risk that uses this share of what it may is tuned well enough; it costs less than 0.01 nats of evidence. */
const GOOD_ENOUGH = 0.99;
/** What share of its risk a guess aims at: between good enough and all of it. */
const AIM = 0.995;
/** Rounds of raising one line, then the other: a second one rarely changes anything. */
const MOST_ROUNDS = 20;

/**
 * Moves both lines as near to the start as the risks allow. Raising a line lowers its own risk and can only raise the
 * other's, so that raising them in turn, from below, ends at the least pair that keeps both.
 * Undefined when there is none within the ranges.
 */
export function tuneLines(
  slopes: Slopes,
  limits: { readonly falseRollback: number; readonly falsePass: number },
  risks: Risks,
  ranges: { readonly pass: Range; readonly fail: Range },
): Boundary | undefined {
  let boundary: Boundary = { ...slopes, passGood: ranges.pass.from, failGood: ranges.fail.from };
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const { passGood } = boundary;
    const failGood = least({ ...ranges.fail, from: boundary.failGood }, limits.falseRollback, (failGood) =>
      risks.falseRollback({ ...boundary, failGood }),
    );
    if (failGood === undefined) return undefined;
    if (round > 0 && failGood === boundary.failGood) return boundary;
    boundary = { ...boundary, failGood };
    const raised = least({ ...ranges.pass, from: passGood }, limits.falsePass, (passGood) =>
      risks.falsePass({ ...boundary, passGood }),
    );
    if (raised === undefined) return undefined;
    boundary = { ...boundary, passGood: raised };
  }
  return undefined;
}

/**
 * The least intercept whose risk keeps to the limit. A risk falls by about a factor e for each nat that its line is
 * raised, in steps: the next guess goes by that, within what is known, and bisects where the steps are long.
 */
function least(range: Range, limit: number, riskAt: (intercept: number) => number): number | undefined {
  let broken = range.from;
  const first = riskAt(broken);
  if (first <= limit) return broken;
  let kept = range.to;
  let isKnown = false;
  let guess = broken + Math.log(first / limit) / range.nats;
  for (let tries = 0; (kept - broken) * range.nats > PRECISION; tries += 1) {
    const width = kept - broken;
    const isStalled = tries % 3 === 2;
    const at = isStalled ? (kept + broken) / 2 : Math.min(Math.max(guess, broken + width / 20), kept - width / 20);
    const risk = riskAt(at);
    if (risk <= limit) {
      kept = at;
      isKnown = true;
      if (risk >= limit * GOOD_ENOUGH) return kept;
    } else broken = at;
    guess = at + Math.log(risk / (limit * AIM)) / range.nats;
  }
  return isKnown || riskAt(kept) <= limit ? kept : undefined;
}
