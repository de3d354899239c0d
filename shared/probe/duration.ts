/** A length of time with its unit: `"300ms"`, `"5s"`, `"10m"`. A number alone does not compile. */
export type Duration = `${number}ms` | `${number}s` | `${number}m`;

const PATTERN = /^(\d+(?:\.\d+)?)(ms|s|m)$/;
const UNIT_MS = { ms: 1, s: 1_000, m: 60_000 } as const;

function isUnit(unit: string | undefined): unit is keyof typeof UNIT_MS {
  return unit !== undefined && unit in UNIT_MS;
}

/** CodeDeploy waits no longer for a hook; timers that are set to much more go off at once. */
const LONGEST_MS = 60 * UNIT_MS.m;

/** Whole milliseconds, which is what timers take; undefined where `text` is not a duration of 1 ms to an hour. */
export function parseDuration(text: string): number | undefined {
  const [, amount, unit] = PATTERN.exec(text) ?? [];
  const milliseconds = isUnit(unit) ? Math.round(Number(amount) * UNIT_MS[unit]) : 0;
  return milliseconds > 0 && milliseconds <= LONGEST_MS ? milliseconds : undefined;
}

/**
 * Milliseconds.
 * @param place names the setting, for the error
 * @throws {RangeError} for what is not a duration of 1 ms to an hour
 */
export function milliseconds(text: Duration, place = ""): number {
  const parsed = parseDuration(text);
  if (parsed === undefined) {
    const received = JSON.stringify(text);
    const where = place === "" ? "" : `${place}: `;
    throw new RangeError(
      `${where}expected a duration such as "300ms", "5s" or "10m", of an hour at most, received ${received}`,
    );
  }
  return parsed;
}
