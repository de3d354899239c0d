import { compare, validate } from "compare-versions";

/** A release is a version, `1.4.0`, `v2` or `41`; or a name that can only be the same, such as a commit. */
const LEADING_V = /^v(?=\d)/iu;

/** Whether `release` is `bound` or later; undefined where the two have no order. */
export function isAtLeast(release: string, bound: string): boolean | undefined {
  if (release === bound) return true;
  const [a, b] = [release.replace(LEADING_V, ""), bound.replace(LEADING_V, "")];
  return validate(a) && validate(b) ? compare(a, b, ">=") : undefined;
}
