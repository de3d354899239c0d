import { expect, test } from "vitest";

import { matchesPathPattern } from "../../../rehearsal/elb/path-pattern.ts";

test.for([
  { pattern: "/api/*", target: "/api/", matches: true },
  { pattern: "/api/*", target: "/api/v1/users?x=1", matches: true },
  { pattern: "/api/*", target: "/api", matches: false },
  { pattern: "/v?/x", target: "/v1/x", matches: true },
  { pattern: "/v?/x", target: "/v12/x", matches: false },
  { pattern: "/a.b", target: "/a.b?c", matches: true },
  { pattern: "/a.b", target: "/axb", matches: false },
  { pattern: "/API", target: "/api", matches: false },
])("path pattern $pattern and $target: $matches", ({ pattern, target, matches }) => {
  expect(matchesPathPattern(pattern, target)).toBe(matches);
});
