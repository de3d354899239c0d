import { expect, test } from "vitest";
import { classifyMigration } from "../../../cli/compatibility/classify-migration.ts";
import { DDL_STATEMENTS } from "../../support/migrations/ddl-statements.ts";

test.for(DDL_STATEMENTS)("$engine: $statement is $class", async ({ engine, statement, class: expected, breaks }) => {
  const source = { text: statement, firstLine: 1 };
  const result = await classifyMigration({ id: "1", file: "1.sql", source, sql: [source] }, engine);
  expect(result).toMatchObject({ class: expected });
  const worst = result.findings.filter((finding) => finding.class === expected);
  expect(breaks === undefined || worst.some((finding) => finding.breaks === breaks)).toBe(true);
  expect(worst.length > 0).toBe(expected !== "expand");
});

test("no statement that was seen to break blue is called expand", () => {
  expect(DDL_STATEMENTS.filter((row) => row.class === "expand" && row.observed !== "nothing")).toEqual([]);
});

test("each contract is proved by what it broke, or says why it cannot be", () => {
  const silent = DDL_STATEMENTS.filter((row) => {
    return row.class === "contract" && row.observed === "nothing" && row.notProved === undefined;
  });
  expect(silent).toEqual([]);
});

test("there are at least 80 statements of PostgreSQL, and 30 of MySQL", () => {
  const count = (engine: string): number => DDL_STATEMENTS.filter((row) => row.engine === engine).length;
  expect(count("postgres")).toBeGreaterThanOrEqual(80);
  expect(count("mysql")).toBeGreaterThanOrEqual(30);
});
