import { expect, test } from "vitest";
import { not } from "../../../../../shared/probe/expectation.ts";
import { within } from "../../../../../shared/probe/http/within.ts";
import { findingOf } from "../../../../support/probe/finding-of.ts";

const answer = { latencyMs: 300.2, phases: { connect: 3, firstByte: 250.01, body: 1 } };

test.for([
  [within("301ms"), "met: an answer after 301 ms"],
  [within("300ms"), "expected an answer within 300 ms, observed an answer after 301 ms"],
  [within("0.3s"), "expected an answer within 300 ms, observed an answer after 301 ms"],
  [within("250ms", "firstByte"), "expected first byte within 250 ms, observed first byte after 251 ms"],
  [within("3ms", "connect"), "met: connection after 3 ms"],
  [within("1ms", "tls"), "met: no TLS handshake"],
  [within("1ms", "dns"), "met: no name resolution"],
  [within("1s", "request"), "expected request sent within 1000 ms, observed no request sent"],
  [not(within("1s")), "expected not an answer within 1000 ms, observed an answer after 301 ms"],
] as const)("%s", async ([expectation, says]) => {
  expect(await findingOf(expectation, answer)).toBe(says);
  expect(expectation.judgesTime).toBe(true);
});

test("what is no time is refused when the probe is written", () => {
  expect(() => within("0ms")).toThrow(RangeError);
  expect(() => within("2000m")).toThrow(RangeError);
});
