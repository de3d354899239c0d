import { InvalidArgumentError } from "commander";

/** Reads an option's whole number within these limits. */
export function wholeNumber(lowest: number, highest: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (text.trim() !== "" && Number.isInteger(number) && number >= lowest && number <= highest) return number;
    throw new InvalidArgumentError(`expected a whole number from ${lowest} to ${highest}`);
  };
}
