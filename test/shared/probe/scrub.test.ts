import { expect, test } from "vitest";
import { printable } from "../../../shared/probe/printable.ts";
import { keepAll, scrubber } from "../../../shared/probe/scrub.ts";
import { Secret, secretText } from "../../../shared/probe/secret.ts";

const value = `p@ss(w)ord! "word"\n/é+1&<~>'\\🙂`;
const scrub = scrubber([new Secret(value)]);

const json = JSON.stringify(value).slice(1, -1);
const ascii = json.replaceAll(/[^ -~]/g, (unit) => String.raw`\u` + unit.charCodeAt(0).toString(16).padStart(4, "0"));
const url = encodeURIComponent(value);

test.for([
  ["as it is", value],
  ["in a URL", url],
  ["in a URL, in lower case", url.replaceAll(/%../g, (octet) => octet.toLowerCase())],
  ["in a URL within a URL", encodeURIComponent(encodeURIComponent(url))],
  ["in a part of a URL", encodeURI(value)],
  ["in a form", new URLSearchParams({ value }).toString().slice("value=".length)],
  ["in a form within a URL", encodeURIComponent(new URLSearchParams({ value }).toString().slice("value=".length))],
  ["in JSON", json],
  ["in JSON of PHP", ascii.replaceAll("/", String.raw`\/`)],
  ["in JSON of Go", json.replaceAll(/[&<>]/g, (unit) => String.raw`\u00` + unit.charCodeAt(0).toString(16))],
  [
    "in JSON of .NET",
    ascii.replaceAll(/[&<>+']/g, (unit) => String.raw`\u00` + unit.charCodeAt(0).toString(16).toUpperCase()),
  ],
  ["in JSON within JSON", JSON.stringify(json).slice(1, -1)],
  ["in HTML", value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;")],
  ["in HTML by numbers", value.replaceAll(/[^\w ]/gu, (each) => `&#x${(each.codePointAt(0) ?? 0).toString(16)};`)],
  ["escaped", printable(value)],
  [
    "as bytes in source code",
    [...Buffer.from(value)]
      .map((byte) =>
        byte > 126 || byte < 32 ? String.raw`\x` + byte.toString(16).padStart(2, "0") : String.fromCharCode(byte),
      )
      .join(""),
  ],
  ["in capitals", value.toUpperCase()],
  ["in base64", Buffer.from(value).toString("base64").replace(/=+$/, "")],
  ["in base64 for URLs", Buffer.from(value).toString("base64url")],
  ["in base64 in a URL", encodeURIComponent(Buffer.from(value).toString("base64").replace(/=+$/, ""))],
  ["in hexadecimal", Buffer.from(value).toString("hex")],
  ["in hexadecimal, in capitals", Buffer.from(value).toString("hex").toUpperCase()],
] as const)("a secret is struck out %s", ([, shown]) => {
  expect(scrub(`before ${shown} and ${shown} after`)).toBe("before *** and *** after");
});

test("within the base64 of more it is struck out, too", () => {
  for (const before of ["", "a", "ab", "abc"]) {
    const whole = Buffer.from(`${before}:hunter2-hunter2:`).toString("base64");
    expect(scrubber([new Secret("hunter2-hunter2")])(whole)).toContain("***");
  }
});

test("what it was made of is struck out, too, the longest first", () => {
  const token = new Secret("token-1");
  expect(scrubber([secretText`Bearer ${token}`])("Bearer token-1, token-1, Bearer")).toBe("***, ***, Bearer");
  expect(scrubber([new Secret("abcd"), new Secret("abcdefgh")])("abcdefgh")).toBe("***");
});

test("the beginning of a secret is struck out where a text was cut, each time", () => {
  const long = new Secret("0123456789".repeat(20));
  const clean = scrubber([long]);
  expect(clean(printable(`token ${long.reveal()}`))).toBe("token ***… (206 characters)");
  expect(clean("01234… and 0123456… and 01…")).toBe("***… and ***… and 01…");
  expect(scrub("p%40ss%28w%2… and p@ss(w)... and p@s...")).toBe("***… and ***... and p@s...");
});

test.for<[string, string]>([
  ["its beginning", "super-secret-token-0123456789-abcdefghij-klmnop"],
  ["its middle", '{"user":"smoke-user","password":hunter2-hunter2-hunter2-hunter2-hunter2}'],
  ["its end", '{"user":"smoke-user","password":"hunter2-hunter2\nhunter2-hunter2"}'],
])("what JSON.parse quotes of a secret is struck out: %s", ([, secret]) => {
  let words = "";
  try {
    JSON.parse(secret);
  } catch (error) {
    words = String(error);
  }
  expect(words).toMatch(/"\.\.\.|\.\.\."|Bad control/);
  const clean = scrubber([new Secret(secret)])(words);
  expect(clean).not.toMatch(/super|hunter|smoke|word/);
});

test("a text in any letter case is struck out where it is long enough to be no other word", () => {
  const clean = scrubber([new Secret("abcdef-secret"), new Secret("dev")]);
  expect(clean("BAD TOKEN ABCDEF-SECRET on DEVICE dev")).toBe("BAD TOKEN *** on DEVICE ***");
});

test("a secret that is too short to be recognised leaves other texts alone", () => {
  const clean = scrubber([new Secret("a"), new Secret("12"), new Secret({ user: "abc", pin: "1", n: 12 })]);
  expect(clean("status 12 from abc: a")).toBe("status 12 from abc: a");
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

test.for(["\\", '"', "%", "&amp;", "%25", " ", '\\"', "..."])("no text makes striking out slow: %j", (unit) => {
  const startedAt = performance.now();
  scrubber([new Secret(unit.repeat(300)), new Secret(`${unit.repeat(40)}x`)])(`${unit.repeat(4_000)}…`);
  expect(performance.now() - startedAt).toBeLessThan(1_000);
});
