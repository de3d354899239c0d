import { expect, test } from "vitest";
import { printable } from "../../../shared/probe/printable.ts";
import { keepAll, scrubber } from "../../../shared/probe/scrub.ts";
import { Secret, secretText } from "../../../shared/probe/secret.ts";

const value = `p@ss "word"\n/é+1`;
const scrub = scrubber([new Secret(value)]);

test.for([
  ["as it is", value],
  ["in a URL", encodeURIComponent(value)],
  ["in a form", new URLSearchParams({ value }).toString().slice("value=".length)],
  ["in JSON", JSON.stringify({ value }).slice(10, -2)],
  ["escaped", printable(value)],
  ["in base64", Buffer.from(value).toString("base64")],
  ["in base64 for URLs", Buffer.from(value).toString("base64url")],
  ["in hexadecimal", Buffer.from(value).toString("hex")],
] as const)("a secret is struck out %s", ([, shown]) => {
  expect(scrub(`before ${shown} and ${shown} after`)).toBe("before *** and *** after");
});

test("what it was made of is struck out, too, the longest first", () => {
  const token = new Secret("token-1");
  expect(scrubber([secretText`Bearer ${token}`])("Bearer token-1, token-1, Bearer")).toBe("***, ***, Bearer");
});

test("the beginning of a secret is struck out where a text was cut, each time", () => {
  const long = new Secret("0123456789".repeat(20));
  const clean = scrubber([long]);
  expect(clean(printable(`token ${long.reveal()}`))).toBe("token ***… (206 characters)");
  expect(clean("01234… and 0123456… and 01…")).toBe("***… and ***… and 01…");
});

test("where there is no secret, or an empty one, a text stays as it is", () => {
  expect(scrubber([])).toBe(keepAll);
  expect(scrubber([new Secret(""), new Secret(42)])("as it is…")).toBe("as it is…");
});

test("a body of a megabyte is struck out of a sentence in no time, the second time at least", () => {
  const large = new Secret(JSON.stringify("0123456789abcdef".repeat(64 * 1024)));
  const startedAt = performance.now();
  for (let times = 0; times < 100; times += 1)
    scrubber([large])(`status 500 ("${"0123456789".repeat(12)}… (9 characters)`);
  expect(performance.now() - startedAt).toBeLessThan(1_000);
});
