/** A set of HTTP status codes, written as a target group's matcher is: `200`, `200,202`, `200-299`. */
export interface StatusCodes {
  /** As it was written. */
  readonly text: string;
  includes(status: number): boolean;
}

const PART = /^([1-5]\d\d)(?:-([1-5]\d\d))?$/;

/** @throws {RangeError} naming the part that is neither a code from 100 to 599 nor a rising range of two. */
export function parseStatusCodes(text: string): StatusCodes {
  const ranges = text.split(",").map((part) => {
    const match = PART.exec(part.trim());
    const low = Number(match?.[1]);
    const high = Number(match?.[2] ?? match?.[1]);
    if (!match || low > high) {
      throw new RangeError(
        `expected status codes such as "200", "200,202" or "200-299", received ${JSON.stringify(part)}`,
      );
    }
    return { low, high };
  });
  return { text, includes: (status) => ranges.some(({ low, high }) => status >= low && status <= high) };
}
