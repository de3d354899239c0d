import { readFileSync } from "node:fs";
import path from "node:path";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { migrationProblems } from "../../shared/configuration/parse-migrations.ts";
import { parseHistory } from "../../shared/checks/migrations/parse-history.ts";
import { TOOLS } from "../../shared/migrations/tool.ts";
import { STANDINGS } from "../../shared/migrations/verdict/migration-finding.ts";
import { DEFAULT_POLICIES } from "../../shared/migrations/verdict/policies.ts";
import { ROOT } from "../repository/source-files.ts";
import { describeTool } from "./describe-tool.ts";
import { readExamples } from "./read-examples.ts";

const DOCUMENT = readFileSync(path.join(ROOT, "docs/migrations.md"), "utf8");

/** The cells of every row of a table, without the padding that the formatter gives them. */
const ROWS = DOCUMENT.split("\n")
  .filter((line) => line.startsWith("| "))
  .map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim())
      .join(" | "),
  );

test.for(TOOLS)("the table of tools has the row of %s", (tool) => {
  expect(ROWS).toContain(describeTool(tool));
});

test("every way of the example is one that a configuration may have", () => {
  const examples = readExamples("docs/migrations.md").flatMap(({ code }) => code.split(/^(?=migrations:)/mu));
  const ways = examples.map((code): unknown => runInNewContext(`({ ${code.replaceAll(/\s\/\/.*$/gmu, "")} })`));
  expect(ways.length).toBeGreaterThan(5);
  for (const way of ways) expect(migrationProblems(way as object)).toEqual([]);
});

test("the document of an endpoint is a history", () => {
  const [, json = ""] = /^```json\n(.*?)^```$/msu.exec(DOCUMENT) ?? [];
  expect(parseHistory(JSON.parse(json)).problems).toBeUndefined();
});

test("every finding and every policy is in the document, with the policy's default", () => {
  for (const standing of STANDINGS) expect(DOCUMENT).toContain(`\`${standing}\``);
  const warns = (policy: string): boolean => ROWS.some((row) => row.includes(`\`${policy}\``) && row.includes("warns"));
  for (const [policy, value] of Object.entries(DEFAULT_POLICIES)) {
    expect(DOCUMENT).toContain(`\`${policy}\``);
    expect([policy, warns(policy)]).toEqual([policy, value === "warn"]);
  }
});
