import { expect, test } from "vitest";
import { not } from "../../../../../shared/probe/expectation.ts";
import { cookie, type CookieAttributes } from "../../../../../shared/probe/http/cookie.ts";
import { Secret } from "../../../../../shared/probe/secret.ts";
import { findingOf } from "../../../../support/probe/finding-of.ts";
import { unset } from "../../../../support/probe/unset.ts";
import { httpAnswer } from "../../../../support/probe/http-answer.ts";

const answer = httpAnswer({
  headers: {
    "set-cookie": [
      "session=old",
      "session=a=b; Path=/Shop; HttpOnly; secure ;SameSite=LAX; Domain=.Shop.example; Max-Age=3600",
      "plain=; max-age=soon",
      "=nameless",
      "valueless",
    ],
  },
});

test.for<[string, CookieAttributes, string]>([
  ["session", {}, "met: cookie session"],
  ["Session", {}, "expected cookie Session, observed no such cookie"],
  ["valueless", {}, "expected cookie valueless, observed no such cookie"],
  ["session", { value: "a=b" }, "met: cookie session; value a=b"],
  ["session", { value: "old" }, "expected cookie session; value old, observed cookie session; value a=b"],
  ["plain", { value: /./ }, "expected cookie plain; value /./, observed cookie plain; no value"],
  [
    "session",
    { secure: true, httpOnly: true, sameSite: "Lax", path: "/Shop", domain: "shop.example", maxAge: 3600 },
    "met: cookie session; Secure; HttpOnly; SameSite=LAX; Path=/Shop; Domain=shop.example; Max-Age=3600",
  ],
  [
    "session",
    { secure: false, httpOnly: true, path: "/shop", maxAge: (seconds) => seconds < 60 },
    "expected cookie session; no Secure; HttpOnly; Path=/shop; Max-Age=(seconds) => seconds < 60, " +
      "observed cookie session; Secure; Path=/Shop; Max-Age=3600",
  ],
  [
    "plain",
    { secure: true, sameSite: "Strict", maxAge: 0 },
    "expected cookie plain; Secure; SameSite=Strict; Max-Age=0, " +
      "observed cookie plain; no Secure; no SameSite; no Max-Age",
  ],
])("the cookie %s expected as %j", async ([name, attributes, says]) => {
  expect(await findingOf(cookie(name, attributes), answer)).toBe(says);
});

test("an answer that sets no cookie at all has none", async () => {
  expect(await findingOf(not(cookie("session")), httpAnswer())).toBe("met: no such cookie");
});

test("the value of a cookie is not shown unless one is expected, and not where that is a secret", async () => {
  expect(await findingOf(cookie("session", { secure: false }), answer)).not.toContain("a=b");
  const secret = cookie("session", { value: new Secret("s3cr3t"), secure: true });
  expect(secret.text).toBe("cookie session; value ***; Secure");
  expect(secret.toJSON()).toEqual({ cookie: { name: "session", value: "***", secure: true } });
  expect(secret.secrets?.map((each) => each.reveal())).toEqual(["s3cr3t"]);
});

test.for<[string, CookieAttributes, boolean]>([
  ["session=; Max-Age=0", {}, false],
  ["session=a; Max-Age=-1; Expires=Fri, 01 Jan 2038 00:00:00 GMT", {}, false],
  ["session=; Expires=Thu, 01 Jan 1970 00:00:00 GMT", {}, false],
  ["session=a; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=60", {}, true],
  ["session=a; Expires=Fri, 01 Jan 2038 00:00:00 GMT", {}, true],
  ["session=; Max-Age=0", { maxAge: 0 }, true],
])("%s sets a cookie expected as %j: %s", async ([line, attributes, met]) => {
  const now = (): number => Date.UTC(2026, 10, 21);
  const setting = httpAnswer({ headers: { "set-cookie": [line] } });
  expect(await cookie("session", attributes, now).judge(setting)).toMatchObject({ met });
  expect(await not(cookie("session", attributes, now)).judge(setting)).toMatchObject({ met: !met });
});

test("an attribute that is given and is undefined is refused: it would expect less than was meant", () => {
  expect(() => cookie("session", { value: unset })).toThrow(
    "cookie session: value: expected a value, received undefined: is the variable set?",
  );
});
