/** The first digits of an id, as a number; undefined where it has none, or more than any version has. */
export function firstNumber(id: string): bigint | undefined {
  const digits = /\d+/.exec(id)?.[0] ?? "";
  return digits === "" || digits.length > 40 ? undefined : BigInt(digits);
}

/** An id that is a whole number, and nothing else. */
export function wholeNumber(id: string): bigint | undefined {
  return /^-?\d{1,40}$/.test(id) ? BigInt(id) : undefined;
}
