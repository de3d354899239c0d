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
