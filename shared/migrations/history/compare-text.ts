/** Orders text by its code units, as most tools order their versions. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
