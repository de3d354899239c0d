/** A number of days with its unit: `"30d"`. */
export type Days = `${number}d`;

const DAY_MS = 24 * 3_600_000;

/**
 * Milliseconds.
 * @throws {RangeError} for what is no positive number of days
 */
export function daysToMs(text: Days): number {
  const [, amount] = /^(\d+(?:\.\d+)?)d$/.exec(text) ?? [];
  const ms = Number(amount) * DAY_MS;
  if (!(ms > 0)) throw new RangeError(`expected a number of days such as "30d", received ${JSON.stringify(text)}`);
  return ms;
}
