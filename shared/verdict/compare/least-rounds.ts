/** Rounds beyond which a comparison is none. */
const MOST = 10_000_000;

/** The least number of rounds, from 1 on, for which `isEnough` holds, where more are enough, too; `Infinity` for none. */
export function leastRounds(isEnough: (rounds: number) => boolean): number {
  let enough = 1;
  while (!isEnough(enough)) {
    if (enough > MOST) return Infinity;
    enough *= 2;
  }
  let tooFew = enough / 2;
  while (enough - tooFew > 1) {
    const middle = Math.floor((enough + tooFew) / 2);
    if (isEnough(middle)) enough = middle;
    else tooFew = middle;
  }
  return enough;
}
