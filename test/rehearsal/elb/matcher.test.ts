import { expect, test } from "vitest";

import { MatcherError, parseMatcher } from "../../../rehearsal/elb/matcher.ts";

test.for([
  { httpCode: "200", passes: [200], fails: [199, 201, 404, 503] },
  { httpCode: "200,202", passes: [200, 202], fails: [201] },
  { httpCode: "200-399", passes: [200, 301, 399], fails: [400, 500] },
  { httpCode: "200, 301-302", passes: [200, 301, 302], fails: [300, 303] },
])('matcher "$httpCode" passes the codes it names and no others', ({ httpCode, passes, fails }) => {
  const matches = parseMatcher(httpCode);
  expect([passes.map(matches), fails.map(matches)]).toEqual([passes.map(() => true), fails.map(() => false)]);
});

test.for([
  { httpCode: "200,2x2", part: "2x2" },
  { httpCode: "200,", part: "" },
  { httpCode: "399-200", part: "399-200" },
  { httpCode: "200-599", part: "200-599" },
])('matcher "$httpCode" is refused with the part that is wrong', ({ httpCode, part }) => {
  expect(() => parseMatcher(httpCode)).toThrow(MatcherError);
  expect(() => parseMatcher(httpCode)).toThrow(`: "${part}" `);
});
