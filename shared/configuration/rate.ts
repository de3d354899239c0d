import * as v from "valibot";

/** A share of all answers, with its unit: `"0.1%"`. */
export type Percentage = `${number}%`;

/** 0..1; undefined for what is no percentage. */
function parsePercentage(text: string): number | undefined {
  const [, amount] = /^(\d+(?:\.\d+)?)%$/.exec(text) ?? [];
  // In decimals, as it was written: 0.1 / 100 is not 0.001.
  return amount === undefined ? undefined : Number(`${amount}e-2`);
}

/**
 * A rate, read as a number from 0 to 1: `"0.1%"`, or 0.001.
 * @param above it is greater than this
 * @param below and less than this
 */
export function rateSchema(above: number, below: number) {
  const asRate = (input: unknown): number | undefined =>
    typeof input === "string" ? parsePercentage(input) : Number(input);
  return v.pipe(
    v.custom<number | Percentage>(
      (input) => {
        const rate = typeof input === "number" || typeof input === "string" ? asRate(input) : undefined;
        // 30 is meant to be 30 %, and would be 3000 %: above 1 it takes its unit.
        return rate !== undefined && rate > above && rate < below && (typeof input === "string" || rate <= 1);
      },
      ({ received }) =>
        `expected a rate such as "0.1%" or 0.001, above ${above * 100}% and below ${below * 100}%${below > 1 ? " (above 100% with its unit)" : ""}, received ${received}`,
    ),
    v.transform((input) => asRate(input) ?? 0),
  );
}
