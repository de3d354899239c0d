import { expect, test } from "vitest";
import { attributeErrors, createAbsoluteTest } from "../../../../shared/verdict/compare/attribution.ts";

const risks = { unhealthy: 0.001, attribution: 0.01 };
const much = Math.log(1001);
const some = Math.log(101);

test.for([
  { greenUnhealthy: some, blueUnhealthy: 0, greenWorse: much, is: "none" },
  { greenUnhealthy: much, blueUnhealthy: some, greenWorse: some, is: "green" },
  { greenUnhealthy: much, blueUnhealthy: some, greenWorse: 4, is: "unknown" },
  { greenUnhealthy: much, blueUnhealthy: much, greenWorse: some, is: "environment" },
] as const)(
  "evidence of $greenUnhealthy, blue's of $blueUnhealthy and $greenWorse that green is worse says $is",
  ({ is, ...evidence }) => {
    expect(attributeErrors(evidence, risks)).toBe(is);
  },
);

test("a colour by itself is unfit after errors only, and not while its rate may be below bad", () => {
  const absolute = createAbsoluteTest({ healthy: 0.001, bad: 0.05 });
  expect(absolute.bad({ samples: 6, errors: 6 })).toBeGreaterThan(Math.log(10_000));
  expect(absolute.bad({ samples: 1_000, errors: 50 })).toBeLessThan(0);
});

test("a colour by itself is unhealthy after two errors in a row, and not bad after 112 answers", () => {
  const absolute = createAbsoluteTest({ healthy: 0.001, bad: 0.05 });
  expect(absolute.unhealthy({ samples: 2, errors: 2 })).toBeGreaterThan(Math.log(1000));
  expect(absolute.notBad({ samples: 111, errors: 0 })).toBeLessThan(Math.log(100));
  expect(absolute.notBad({ samples: 112, errors: 0 })).toBeGreaterThan(Math.log(100));
});
