import { format, inspect } from "node:util";
import { expect, test } from "vitest";
import { reveal, Secret, secretText } from "../../../shared/probe/secret.ts";

const password = new Secret("hunter2");
const credentials = new Secret({ user: "smoke", password: "hunter2" });

test.for([
  ["as a string", String(password)],
  ["joined to others", [password, "x"].join("")],
  ["in a sum", `Bearer ${String(password)}`],
  ["as JSON", JSON.stringify({ password, credentials })],
  ["in a log", format("%s %o %j %O", password, credentials, password, { password })],
  ["in a debugger", inspect({ password, credentials }, { depth: 9, showHidden: true })],
  ["among its members", JSON.stringify(Object.entries(password))],
  ["in a copy", JSON.stringify(Object.assign({}, password))],
  ["derived", String(credentials.map(({ user }) => `${user}:x`))],
  ["within text", String(secretText`Bearer ${password} ${1}`)],
] as const)("a secret does not show %s", ([, shown]) => {
  expect(shown).not.toContain("hunter2");
  expect(shown).not.toContain("smoke");
});

test("only who asks for it gets it, also out of what was made of it", () => {
  expect(password.reveal()).toBe("hunter2");
  expect(reveal(secretText`Bearer ${password} ${1}`)).toBe("Bearer hunter2 1");
  expect(reveal("plain")).toBe("plain");
  expect(credentials.map(({ user }) => user.length).reveal()).toBe(5);
});

test("it knows every text that must not be shown: its own, those within, and those that it was made of", () => {
  expect(secretText`Bearer ${password}`.texts()).toEqual(["Bearer hunter2", "hunter2"]);
  expect(credentials.map(({ password }) => password.slice(0, 4)).texts()).toEqual(["hunt", "smoke", "hunter2"]);
  expect(new Secret([{ deep: password }, 3, null]).texts()).toEqual(["hunter2"]);
});

const circular: { token: string; self?: unknown } = { token: "hunter2token" };
circular.self = [circular];

test.for<[string, unknown]>([
  ["a map", new Map([["a", "hunter2token"]])],
  ["the keys of a map", new Map([["hunter2token", 1]])],
  ["a set", new Set(["hunter2token"])],
  ["the password of a URL", new URL("https://u:hunter2token@h/")],
  ["the query of a URL", new URL("https://h/?key=hunter2token")],
  ["bytes", Buffer.from("hunter2token")],
  ["a part of bytes", new Uint8Array(Buffer.from("-hunter2token")).subarray(1)],
  ["an error", new Error("not hunter2token")],
  ["the name of a member that is no word", { hunter2token: 1 }],
  ["what refers to itself", circular],
])("it knows the texts in %s", ([, value]) => {
  expect(new Secret(value).texts().some((text) => text.endsWith("hunter2token"))).toBe(true);
});

test("bytes that are no text are known in base64 and in hexadecimal", () => {
  const bytes = Buffer.from([255, 254, 0, 1, 2, 3]);
  expect(new Secret(bytes).texts()).toEqual(["//4AAQID", "__4AAQID", "fffe00010203"]);
});

test("the names of members are the program's own words, and what is short is no secret text", () => {
  const texts = new Secret({ username: "a", aws_access_key_id: "abc", port: 5432, password: "hunter2" }).texts();
  expect(texts).toEqual(["5432", "hunter2"]);
  expect([new Secret("ab"), new Secret("abc")].map((each) => each.texts())).toEqual([[], ["abc"]]);
});

test("what is made of it may throw, and its words are not told", () => {
  const token = new Secret("super-secret-token-0123456789");
  const parse = (): unknown => token.map((text) => JSON.parse(text) as unknown);
  expect(parse).toThrow(expect.objectContaining({ message: expect.stringMatching(/threw SyntaxError/) }));
  expect(parse).not.toThrow("super");
});
