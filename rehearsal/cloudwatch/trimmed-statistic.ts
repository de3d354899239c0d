import type { Sample } from "./samples.ts";

type Kind = "tm" | "tc" | "ts";

const SHORT = /^(tm|tc|ts)(\d{1,3}(?:\.\d{1,10})?)$/i;
const LONG = /^(TM|TC|TS)\((?:(\d+(?:\.\d{1,10})?)(%?))?:(?:(\d+(?:\.\d{1,10})?)(%?))?\)$/;

/**
 * Trimmed mean, count and sum: `tm90` leaves out the highest tenth, `TM(5%:95%)` a twentieth at either end, `TM(0.1:0.5)`
 * what is 0.1 or less or above 0.5. Undefined for any other name.
 */
export function parseTrimmed(name: string): ((samples: readonly Sample[]) => number | undefined) | undefined {
  if (name.toUpperCase() === "IQM") return trimmed("tm", (samples) => cutByShare(samples, 0.25, 0.75));
  const [, short, highest] = SHORT.exec(name) ?? [];
  if (short !== undefined && Number(highest) <= 100) {
    return trimmed(kindOf(short), (samples) => cutByShare(samples, 0, Number(highest) / 100));
  }
  const [, long, low, lowUnit, high, highUnit] = LONG.exec(name) ?? [];
  if (long === undefined || (low === undefined && high === undefined)) return undefined;
  const isShare = (lowUnit ?? highUnit) === "%";
  // Both are shares, or neither is.
  if (low !== undefined && high !== undefined && lowUnit !== highUnit) return undefined;
  if (!isShare) {
    return trimmed(kindOf(long), (samples) => cutByValue(samples, Number(low ?? -Infinity), Number(high ?? Infinity)));
  }
  if (Number(low ?? 0) > 100 || Number(high ?? 100) > 100) return undefined;
  return trimmed(kindOf(long), (samples) => cutByShare(samples, Number(low ?? 0) / 100, Number(high ?? 100) / 100));
}

function kindOf(name: string): Kind {
  return name.toLowerCase() as Kind;
}

function trimmed(
  kind: Kind,
  cut: (samples: readonly Sample[]) => readonly Sample[],
): (samples: readonly Sample[]) => number | undefined {
  return (samples) => {
    const kept = cut(samples);
    const count = kept.reduce((total, sample) => total + sample.count, 0);
    const sum = kept.reduce((total, sample) => total + sample.value * sample.count, 0);
    if (kind === "tc") return count;
    if (kind === "ts") return sum;
    return count === 0 ? undefined : sum / count;
  };
}

/** A sample on the boundary counts in part: CloudWatch's trimmed count "is an interpolated approximation". */
function cutByShare(samples: readonly Sample[], from: number, to: number): readonly Sample[] {
  const total = samples.reduce((count, sample) => count + sample.count, 0);
  let before = 0;
  return samples.flatMap(({ value, count }) => {
    const kept = Math.min(before + count, to * total) - Math.max(before, from * total);
    before += count;
    return kept > 0 ? [{ value, count: kept }] : [];
  });
}

/** The lower boundary is left out, the upper is kept. */
function cutByValue(samples: readonly Sample[], above: number, upTo: number): readonly Sample[] {
  return samples.filter(({ value }) => value > above && value <= upTo);
}
