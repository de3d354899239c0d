/** Says whether an HTTP status code counts as a passed health check. */
export type Matcher = (status: number) => boolean;

/** The `HttpCode` of a target group's matcher cannot be read; the message quotes the part that is wrong. */
export class MatcherError extends Error {
  override readonly name = "MatcherError";
}

const LOWEST = 200;
const HIGHEST = 499;

/**
 * Reads HTTP codes as AWS writes them in a matcher: "200", "200,202", "200-399", or a mixture.
 * @throws {MatcherError} for anything else, and for codes that an Application Load Balancer refuses (outside 200-499).
 */
export function parseMatcher(httpCode: string): Matcher {
  const ranges = httpCode.split(",").map((part) => parseRange(part.trim(), httpCode));
  return (status) => ranges.some(({ first, last }) => status >= first && status <= last);
}

function parseRange(part: string, httpCode: string): { first: number; last: number } {
  const digits = /^(\d{3})(?:-(\d{3}))?$/u.exec(part);
  if (digits === null) {
    throw new MatcherError(`matcher "${httpCode}": "${part}" is neither an HTTP code nor a range such as 200-399`);
  }
  const first = Number(digits[1]);
  const last = Number(digits[2] ?? digits[1]);
  if (first < LOWEST || last > HIGHEST) {
    throw new MatcherError(`matcher "${httpCode}": "${part}" leaves the codes ${LOWEST} to ${HIGHEST}`);
  }
  if (first > last) {
    throw new MatcherError(`matcher "${httpCode}": "${part}" ends before it begins`);
  }
  return { first, last };
}
