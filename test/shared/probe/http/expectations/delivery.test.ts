import { expect, test } from "vitest";
import { not } from "../../../../../shared/probe/expectation.ts";
import { bodySize } from "../../../../../shared/probe/http/body-size.ts";
import { encoded } from "../../../../../shared/probe/http/encoded.ts";
import type { HttpExpectation } from "../../../../../shared/probe/http/http-expectation.ts";
import { httpVersion } from "../../../../../shared/probe/http/http-version.ts";
import { redirectsTo } from "../../../../../shared/probe/http/redirects-to.ts";
import { Secret } from "../../../../../shared/probe/secret.ts";
import { findingOf } from "../../../../support/probe/finding-of.ts";
import { httpAnswer, undecodedAnswer } from "../../../../support/probe/http-answer.ts";

const body = "x".repeat(1025);

test.for<[HttpExpectation, string]>([
  [bodySize("1KiB"), "met: a body of 1025 bytes"],
  [bodySize(1, "1KiB"), "expected a body of 1 byte to 1 KiB, observed a body of 1025 bytes"],
  [bodySize(undefined, "1KiB"), "expected a body of at most 1 KiB, observed a body of 1025 bytes"],
  [bodySize("1.5MiB"), "expected a body of at least 1.5 MiB, observed a body of 1025 bytes"],
  [bodySize(0, 0), "expected a body of 0 bytes, observed a body of 1025 bytes"],
  [httpVersion("1.1"), "met: HTTP/1.1"],
  [httpVersion("2"), "expected HTTP/2, observed HTTP/1.1"],
  [not(httpVersion("1.1")), "expected not HTTP/1.1, observed HTTP/1.1"],
  [encoded("gzip"), "expected a body compressed with gzip, observed a body that is not compressed"],
  [encoded("identity"), "met: a body that is not compressed"],
])("a body of 1025 bytes over HTTP/1.1 (%#)", async ([expectation, says]) => {
  expect(await findingOf(expectation, httpAnswer({ body }))).toBe(says);
  expect(expectation.readsBody ?? false).toBe(false);
});

test.for([
  [undefined, undefined],
  [2, 1],
  ["1MiB", "1KiB"],
  [-1, undefined],
  [0, undefined],
] as const)("sizes from %j to %j are refused", ([min, max]) => {
  expect(() => bodySize(min, max)).toThrow(RangeError);
});

test.for([
  [httpAnswer({ body, encoding: "gzip" }), "met: a body compressed with gzip"],
  [
    httpAnswer({ body, encoding: "gzip, br" }),
    "expected a body compressed with gzip, observed a body compressed with gzip, br",
  ],
  [
    undecodedAnswer("gzip"),
    "expected a body compressed with gzip, observed a body compressed with gzip, which the probe does not accept",
  ],
  [httpAnswer({ encoding: "gzip" }), "expected a body compressed with gzip, observed no body"],
] as const)("gzip must be there and taken away (%#)", async ([answer, says]) => {
  expect(await findingOf(encoded("gzip"), answer)).toBe(says);
});

const location = "https://shop.example/login?next=/";

test.for<[HttpExpectation, string]>([
  [redirectsTo(location), `met: a redirect to ${location}`],
  [redirectsTo(/\/login\b/), `met: a redirect to ${location}`],
  [redirectsTo((to) => new URL(to).pathname === "/login"), `met: a redirect to ${location}`],
  [redirectsTo("/login"), `expected a redirect to /login, observed a redirect to ${location}`],
  [redirectsTo(new Secret("/reset/42")), `expected a redirect to ***, observed a redirect to ${location}`],
])("a redirect to the login (%#)", async ([expectation, says]) => {
  expect(await findingOf(expectation, httpAnswer({ status: 302, headers: { location } }))).toBe(says);
});

test.for([
  [httpAnswer({ headers: { location } }), "no redirect but status 200"],
  [httpAnswer({ status: 308 }), "status 308 without a location"],
  [httpAnswer({ status: 301, headers: { location: "\u001b[2J" } }), String.raw`a redirect to \u001b[2J`],
  [httpAnswer({ redirects: ["/a", "/b"] }), "a redirect to /b"],
] as const)("what is not the redirect that is expected is named (%#)", async ([answer, observed]) => {
  expect(await findingOf(redirectsTo("/login"), answer)).toBe(`expected a redirect to /login, observed ${observed}`);
});

test.for<[string, HttpExpectation, Parameters<typeof httpAnswer>[0]]>([
  ["a redirect to two places", redirectsTo(location), { status: 302, headers: { location: [location, "/other"] } }],
  ["the compression of no body", encoded("gzip"), {}],
  ["the compression of a body that was left alone", encoded("br"), { encoding: "gzip", sizeOnWire: 9, size: 9 }],
  ["the size of a body that was left alone", bodySize(5), { encoding: "gzip", sizeOnWire: 9, size: 9 }],
])("of %s nobody can tell", async ([, expectation, parts]) => {
  for (const each of [expectation, not(expectation)]) {
    expect(await each.judge(httpAnswer(parts))).toMatchObject({ met: false, judged: false });
  }
});
