/**
 * A number of things at once: 1 or more, or Infinity for no limit.
 * @param place names the setting
 * @throws {RangeError} for anything else, with which nothing would ever end
 */
export function checkCount(place: string, count: number): void {
  if (count === Infinity || (Number.isSafeInteger(count) && count >= 1)) return;
  throw new RangeError(`${place}: expected a whole number from 1 on, received ${count}`);
}
