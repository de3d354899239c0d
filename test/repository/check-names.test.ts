import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { CHECK_NAMES } from "../../shared/configuration/check-names.ts";
import { HOOK_EVENTS, type HookEvent } from "../../shared/deployment/lifecycle-event.ts";
import { ROOT } from "./source-files.ts";

/** The checks of a function by their names, as its file lists them. */
async function checksOf(event: HookEvent): Promise<readonly string[]> {
  const name = event.replaceAll(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
  const code = readFileSync(path.join(ROOT, "functions", `${name}.ts`), "utf8");
  const list = [...code.matchAll(/(?:checks|resumables): \[([^\]]*)\]/g)].map(([, names]) => names).join();
  const files = [...code.matchAll(/from "(\.\.\/shared\/checks\/[^"]+)"/g)].map(([, file = ""]) => file);
  const modules: object[] = await Promise.all(files.map((file) => import(path.join(ROOT, "functions", file))));
  const exported = new Map(modules.flatMap((module) => Object.entries(module)));
  return list.split(",").flatMap((identifier) => {
    if (identifier.trim() === "") return [];
    const check: unknown = exported.get(identifier.trim());
    const named = typeof check === "object" && check !== null && "name" in check ? check.name : undefined;
    return [String(named)];
  });
}

const CHECKS = await Promise.all(HOOK_EVENTS.map(async (event) => ({ event, names: await checksOf(event) })));

test("the list of check names has those of all functions, and no others", () => {
  const asked = new Set(CHECKS.flatMap(({ names }) => names));
  expect([...asked].toSorted()).toEqual(CHECK_NAMES.toSorted());
});

test("the table of checks in docs/configuration.md has one row for each, with its lifecycle events", () => {
  const rows = readFileSync(path.join(ROOT, "docs/configuration.md"), "utf8")
    .split("\n")
    .flatMap((line) => {
      const [, name = "", events = ""] = /^\| `([a-z-]+)` +\| ([^|]+) \|/.exec(line) ?? [];
      return CHECK_NAMES.some((each) => each === name) ? [`${name}: ${events.trim()}`] : [];
    });
  const expected = CHECK_NAMES.map((name) => {
    const events = CHECKS.filter(({ names }) => names.includes(name)).map(({ event }) => event);
    return `${name}: ${events.join(", ")}`;
  });
  expect(rows).toEqual(expected);
});
