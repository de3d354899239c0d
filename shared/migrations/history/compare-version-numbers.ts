const isNumber = (text: string): boolean => /^-?\d{1,40}$/.test(text);

/** Orders versions that are whole numbers, of any size. What is none is before every number. */
export function compareVersionNumbers(a: string, b: string): number {
  if (!isNumber(a) || !isNumber(b)) return Number(isNumber(a)) - Number(isNumber(b));
  const difference = BigInt(a) - BigInt(b);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
